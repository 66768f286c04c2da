import { isRecord, type Outgoing } from '../http.mts';
import {
	type Change,
	filled,
	isChanged,
	lifeCycle,
	type Topic,
	turned,
} from '../webhooks/changes.mts';
import type { Office } from '../webhooks/desk.mts';
import { isLoopback } from '../webhooks/post.mts';
import { invalid, missing, ok, Refusal, refused } from './answers.mts';
import type { ListRequest } from './paging.mts';
import { type Row, type ShoplineStore, textOf, without } from './store.mts';

const HOUR = 3_600_000;
/** Events of older versions cannot be subscribed to by the API, as documented. */
const OLDEST = 'v20240601';

const shown = (hook: Row): Record<string, unknown> => ({ ...hook, id: Number(hook.id) });

/** The statuses are documented, the sentences are inferred. */
function checkAddress(address: unknown): string {
	const text = textOf(address);
	if (text === '') invalid({ address: ["can't be blank"] });
	if (text.length > 255) invalid({ address: ['is too long (maximum is 255 characters)'] });
	if (!/^https:\/\/\S+$/.test(text) && !isLoopback(text)) invalid({ address: ['is invalid'] });
	return text;
}

/** webhooks.json, webhooks/count.json and {id}/webhooks.json; undefined for other paths. */
export function webhooksAnswer(
	store: ShoplineStore,
	method: string,
	path: string,
	{ body }: ListRequest & { body: unknown },
): Outgoing | undefined {
	const { hooks } = store;
	const given = isRecord(body) && isRecord(body.webhook) ? body.webhook : undefined;
	const needed = (): Record<string, unknown> => {
		if (given === undefined) throw new Refusal(refused(400, 'webhook is required'));
		return given;
	};
	if (path === 'webhooks/count.json' && method === 'GET') return ok({ count: hooks.length });
	if (path === 'webhooks.json' && method === 'GET') return ok({ webhooks: hooks.map(shown) });
	if (path === 'webhooks.json' && method === 'POST') {
		const { topic, api_version: version } = needed();
		const address = checkAddress(needed().address);
		if (textOf(topic) === '') invalid({ topic: ["can't be blank"] });
		if (!/^v\d{8}$/.test(textOf(version)) || textOf(version) < OLDEST) {
			invalid({ api_version: [`must be ${OLDEST} or later`] });
		}
		if (hooks.some((one) => one.address === address && one.topic === topic)) {
			invalid({ address: ['has already been taken'] });
		}
		const at = store.now();
		const id = String(13_814 + 7 * ++store.hookCount);
		const hook = { id, address, topic, api_version: version, created_at: at, updated_at: at };
		hooks.push(hook);
		store.changed('webhook.create', id, `${textOf(topic)} ${address}`);
		return ok({ webhook: shown(hook) });
	}
	const id = /^(\d+)\/webhooks\.json$/.exec(path)?.[1];
	if (id === undefined) return undefined;
	const hook = hooks.find((one) => one.id === id);
	if (hook === undefined) return missing('webhook');
	if (method === 'GET') return ok({ webhook: shown(hook) });
	if (method === 'DELETE') {
		hooks.splice(hooks.indexOf(hook), 1);
		store.changed('webhook.delete', id);
		return ok({});
	}
	if (method !== 'PUT') return undefined;
	// Only the address can be changed, as documented.
	Object.assign(hook, { address: checkAddress(needed().address), updated_at: store.now() });
	store.changed('webhook.update', id, textOf(hook.address));
	return ok({ webhook: shown(hook) });
}

/** The documented body of products/status_changed. */
const statusBody = ({ id, before, after }: Change): Record<string, unknown> => ({
	product_id: id,
	status_new: after?.status,
	status_old: before?.status,
	updated_at: after?.updated_at,
});

const TOPICS: readonly Topic[] = [
	...lifeCycle('order', {
		created: 'orders/create',
		changed: 'orders/updated',
		gone: 'orders/delete',
	}),
	{ topic: 'orders/paid', kind: 'order', when: turned('financial_status', 'paid') },
	{ topic: 'orders/cancelled', kind: 'order', when: filled('cancelled_at') },
	{ topic: 'orders/fulfilled', kind: 'order', when: turned('fulfillment_status', 'shipped') },
	{
		topic: 'orders/partially_fulfilled',
		kind: 'order',
		when: turned('fulfillment_status', 'partial'),
	},
	...lifeCycle('product', {
		created: 'products/create',
		changed: 'products/update',
		gone: 'products/delete',
	}),
	{
		topic: 'products/status_changed',
		kind: 'product',
		when: (change) => isChanged(change) && change.before?.status !== change.after?.status,
		body: statusBody,
	},
	...lifeCycle('customer', {
		created: 'customers/create',
		changed: 'customers/update',
		gone: 'customers/delete',
	}),
	{ topic: 'inventory_levels/update', kind: 'level', when: isChanged },
];

function rows(store: ShoplineStore, kind: string): Row[] {
	const { orders, products, customers, levels } = store;
	const all = { order: orders, product: products, customer: customers, level: levels };
	return [...(all[kind as keyof typeof all]?.values() ?? [])];
}

/**
 * SHOPLINE's deliveries: headers as documented; the record alone as the body (inferred; documented
 * for products/status_changed); 19 repeats in 48 hours, after which the subscription is removed.
 */
export function shoplineOffice(store: () => ShoplineStore, secret: string): Office {
	return {
		sender: {
			platform: 'shopline',
			secret,
			// The documentation's examples are base64; the vendor's SDK checks hex.
			encoding: 'base64',
			header: {
				signature: 'X-Shopline-Hmac-Sha256',
				topic: 'X-Shopline-Topic',
				shop: 'X-Shopline-Shop-Domain',
				delivery: 'X-Shopline-Webhook-Id',
			},
			retries: { count: 19, windowMs: 48 * HOUR },
			deliveryId: () => store().random.hex(24),
			givenUp: (id) => {
				const { hooks } = store();
				const at = hooks.findIndex((one) => one.id === id);
				if (at >= 0) hooks.splice(at, 1);
			},
		},
		topics: TOPICS,
		subscriptions: () =>
			store().hooks.map(({ id, topic, address }) => ({
				id,
				topic: textOf(topic),
				address: textOf(address),
			})),
		show: (kind) => rows(store(), kind).map((row) => ({ id: row.id, content: row, state: row })),
		body: (kind, id) => {
			const row = rows(store(), kind).find((one) => one.id === id);
			if (row === undefined) return { id };
			return kind === 'level' ? without(row, 'id') : row;
		},
		now: () => store().now(),
		wrap: ({ id }, { topic, body }) => ({
			headers: {
				'X-Shopline-Topic': topic,
				'X-Shopline-Shop-Domain': 'open001.myshopline.com',
				'X-Shopline-Shop-Id': '1631700219512',
				'X-Shopline-Merchant-Id': '4216472541',
				'X-Shopline-API-Version': textOf(
					store().hooks.find((one) => one.id === id)?.api_version ?? OLDEST,
				),
				'X-Shopline-Webhook-Id': store().random.hex(24),
			},
			body: Buffer.from(JSON.stringify(body)),
		}),
	};
}
