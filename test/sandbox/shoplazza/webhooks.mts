import type { Outgoing } from '../http.mts';
import { filled, lifeCycle, type Topic, turned } from '../webhooks/changes.mts';
import type { Office } from '../webhooks/desk.mts';
import { isLoopback } from '../webhooks/post.mts';
import { type Ask, bad, missing, ok, refuse } from './answers.mts';
import { inForm, type Row } from './forms.mts';
import { cursorPage, numberedPage, partOf, passes } from './lists.mts';
import type { ShoplazzaStore } from './store.mts';

const HOUR = 3_600_000;

/** The platform's sentences for an address and a topic; its example shows a text as a list. */
function check(ask: Ask, given: Row): { address: string; topic: string } {
	const errors: Record<string, string[]> = {};
	const { address, topic } = given;
	if (typeof address !== 'string' || address === '') errors.address = ["can't be blank"];
	// HTTPS is asked for; that this refusal is how it is done is inferred. Loopback is let through.
	else if (!/^https:\/\/\S+$/.test(address) && !isLoopback(address))
		errors.address = ['is invalid'];
	if (typeof topic !== 'string' || topic === '') errors.topic = ["can't be blank"];
	if (Object.keys(errors).length > 0) throw refuse(ask, 422, { errors });
	return { address: String(address), topic: String(topic) };
}

/** The hook's part of the body: it stands alone in 2022-01, and under a key from 2025-06 on. */
const hookPart = (ask: Ask): Row => (ask.modern ? partOf(ask, 'webhook') : ask.body);

/** /webhooks of every version; undefined for other paths. */
export function webhooksAnswer(store: ShoplazzaStore, ask: Ask): Outgoing | undefined {
	const [root, id, more] = ask.path;
	if (root !== 'webhooks' || more !== undefined) return undefined;
	const { hooks } = store;
	if (id === undefined && ask.method === 'POST') {
		const { address, topic } = check(ask, hookPart(ask));
		// That a pair of address and topic is taken once is inferred.
		if (hooks.some((one) => one.address === address && one.topic === topic)) {
			throw refuse(ask, 422, { errors: { address: ['has already been taken'] } });
		}
		const at = store.now();
		const hook = { id: store.id(), address, topic, format: 'json', created_at: at, updated_at: at };
		hooks.push(hook);
		store.effect('webhookCreate', hook.id, `${topic} ${address}`);
		return ok({ webhook: hook });
	}
	if (id === undefined || id === 'count') {
		const topics = ask.query.get('topic')?.split(',');
		const address = ask.query.get('address');
		const found = hooks.filter(
			(one) =>
				(!address || one.address === address) &&
				(!topics || topics.includes(String(one.topic))) &&
				passes(ask, one),
		);
		if (id === 'count') return ok({ count: found.length });
		return ok(
			ask.modern
				? cursorPage(ask, 'webhooks', found, (row) => row, { size: 'page_size' })
				: numberedPage(ask, 'webhooks', found, (row) => row, 50),
		);
	}
	const hook = hooks.find((one) => one.id === id);
	if (hook === undefined) throw missing(ask, 'record not found!');
	if (ask.method === 'GET') return ok({ webhook: hook });
	if (ask.method === 'DELETE') {
		hooks.splice(hooks.indexOf(hook), 1);
		store.effect('webhookDelete', id, '');
		return ok({});
	}
	if (ask.method !== 'PUT') throw bad();
	Object.assign(hook, check(ask, { ...hook, ...hookPart(ask) }), { updated_at: store.now() });
	store.effect('webhookUpdate', id, String(hook.address));
	return ok({ webhook: hook });
}

/** Topics of what is modelled. orders/update and orders/paid are third parties' words. */
const TOPICS: readonly Topic[] = [
	...lifeCycle('order', {
		created: 'orders/create',
		changed: 'orders/update',
		gone: 'orders/delete',
	}),
	{ topic: 'orders/paid', kind: 'order', when: turned('financial_status', 'paid') },
	{ topic: 'orders/cancelled', kind: 'order', when: filled('cancelled_at') },
	...lifeCycle('product', {
		created: 'products/create',
		changed: 'products/update',
		gone: 'products/delete',
	}),
	...lifeCycle('customer', { created: 'customers/create', changed: 'customers/update' }),
];

const rows = (store: ShoplazzaStore, kind: string): Row[] =>
	({ order: store.orders, product: store.products, customer: store.customers })[kind] ?? [];

/**
 * Shoplazza's deliveries: headers as documented, the record alone as the body (inferred), 19 repeats
 * in two days, after which the subscription is deleted.
 */
export function shoplazzaOffice(
	store: () => ShoplazzaStore,
	secret: string,
	version: () => string,
): Office {
	return {
		sender: {
			platform: 'shoplazza',
			secret,
			encoding: 'base64',
			header: {
				signature: 'X-Shoplazza-Hmac-Sha256',
				topic: 'X-Shoplazza-Topic',
				shop: 'X-Shoplazza-Shop-Domain',
				delivery: 'X-Shoplazza-Deduplication-ID',
			},
			retries: { count: 19, windowMs: 48 * HOUR },
			deliveryId: () => store().id(),
			givenUp: (id) => {
				const { hooks } = store();
				const at = hooks.findIndex((one) => one.id === id);
				if (at >= 0) hooks.splice(at, 1);
			},
		},
		topics: TOPICS,
		subscriptions: () =>
			store().hooks.map(({ id, topic, address }) => ({
				id: String(id),
				topic: String(topic),
				address: String(address),
			})),
		show: (kind) =>
			rows(store(), kind).map((row) => ({ id: String(row.id), content: row, state: row })),
		body: (kind, id) => {
			const row = rows(store(), kind).find((one) => one.id === id);
			return row === undefined ? { id } : inForm(kind, row, version() !== '2022-01');
		},
		now: () => store().now(),
		wrap: (_subscription, { topic, body }) => ({
			headers: {
				'X-Shoplazza-Topic': topic,
				'X-Shoplazza-Shop-Domain': 'my-shop.myshoplaza.com',
				'X-Shoplazza-Api-Version': version(),
				'X-Shoplazza-Deduplication-ID': store().id(),
			},
			body: Buffer.from(JSON.stringify(body)),
		}),
	};
}
