import { type Incoming, isRecord, jsonBody, type Outgoing } from '../http.mts';
import type { JournalEntry } from '../journal.mts';
import { fetchedPicture } from '../pictures.mts';
import { Desk } from '../webhooks/desk.mts';
import type { Post } from '../webhooks/post.mts';
import { OnDemand } from '../onDemand.mts';
import type { Room } from '../room.mts';
import { Bucket, type BucketOptions } from '../shopify/bucket.mts';
import type { Effect } from '../shopify/store.mts';
import { type Ask, ok, Refusal } from './answers.mts';
import { inForm } from './forms.mts';
import { ordersAnswer } from './orders.mts';
import { customersAnswer } from './people.mts';
import { productsAnswer } from './products.mts';
import { grow, seededShoplazza } from './seed.mts';
import { stockAnswer } from './stock.mts';
import type { ShoplazzaAmounts, ShoplazzaStore } from './store.mts';
import { shoplazzaOffice, webhooksAnswer } from './webhooks.mts';

export interface ShoplazzaOptions {
	seed: number;
	baseDate: string;
	amounts: ShoplazzaAmounts;
	/** The bucket of an app in the store, and that of the store. */
	buckets: { app: BucketOptions; store: BucketOptions };
	accessToken: string;
	/** Key of the signatures: the app's secret. */
	webhookSecret: string;
}

const VERSIONS = ['2022-01', '2025-06', '2026-01', '2026-07'];

/** The status and the bodies of 429 are documented nowhere but for the status. */
const THROTTLED: Outgoing = { status: 429, body: { errors: ['Too many requests'] } };

/** The embedded Shoplazza store: everything below its path prefix. */
export class ShoplazzaRoom implements Room {
	private readonly data = new OnDemand((since) => this.seeded(since));
	/** Whether newer versions wrap their answers in {"code": "Success", "data": …}. */
	envelope = false;
	/** The status that "store is not active" comes with; undefined while it is active. */
	inactive: number | undefined;
	/** Whether images are served with another content than they came with; not known of the real one. */
	recodes = false;
	/** Scopes that the token lacks. */
	readonly denied = new Set<string>();
	/** The version of all deliveries: the app's setting. */
	webhookVersion = '2026-01';
	/** Its webhooks. */
	readonly desk: Desk;
	private app: Bucket;
	private shared: Bucket;

	constructor(
		readonly options: ShoplazzaOptions,
		/** Where clients find the room: origin and prefix, no slash at the end. */
		readonly baseUrl: string,
		post: Post,
	) {
		this.app = new Bucket(options.buckets.app);
		this.shared = new Bucket(options.buckets.store);
		const office = shoplazzaOffice(
			() => this.store,
			options.webhookSecret,
			() => this.webhookVersion,
		);
		this.desk = new Desk(post, office, options.seed, () => this.data.present !== undefined);
	}

	get store(): ShoplazzaStore {
		return this.data.value;
	}

	get effects(): Effect[] {
		return this.data.present?.effects ?? [];
	}

	reset(): void {
		this.data.forget();
		this.envelope = false;
		this.recodes = false;
		this.webhookVersion = '2026-01';
		this.inactive = undefined;
		this.denied.clear();
		this.setBuckets(this.options.buckets);
	}

	/** More of the same data. */
	grow(amounts: Partial<ShoplazzaAmounts>): void {
		grow(this.store, amounts);
	}

	/** New buckets: requests that fit, and requests a second that leak out. */
	setBuckets(buckets: { app: BucketOptions; store: BucketOptions }): void {
		this.app = new Bucket(buckets.app);
		this.shared = new Bucket(buckets.store);
	}

	throttledAnswer(): Outgoing {
		return THROTTLED;
	}

	async prepare(request: Incoming): Promise<void> {
		const { image } = jsonBody(request) ?? {};
		const src = isRecord(image) ? image.src : undefined;
		const content = await fetchedPicture(src);
		if (content) this.store.fetched.set(String(src), content);
	}

	answer(path: string, request: Incoming, entry: JournalEntry): Outgoing {
		if (path.startsWith('/cdn/')) return this.file(path.slice('/cdn/'.length));
		this.store.currentRequest = entry.number;
		const query: Record<string, string[]> = {};
		for (const name of new Set(request.query.keys())) query[name] = request.query.getAll(name);
		const body = jsonBody(request);
		entry.sent = { query, body: body ?? null, headers: request.headers };
		const headers = { 'request-id': `req-${entry.number}` };
		const answer = this.judged(path, request, body, entry);
		return { ...answer, headers: { ...headers, ...answer.headers } };
	}

	/** An image's file, changed where the room is told to change images. */
	private file(name: string): Outgoing {
		const content = this.store.contents.get(name);
		if (!content) return { status: 404, body: 'Not Found' };
		const changed = this.recodes ? Buffer.concat([content, Buffer.from('recoded')]) : content;
		return { status: 200, headers: { 'content-type': 'image/png' }, body: changed };
	}

	private judged(
		path: string,
		request: Incoming,
		body: Record<string, unknown> | undefined,
		entry: JournalEntry,
	): Outgoing {
		const [, version = '', resource = ''] = /^\/openapi\/([^/]+)\/(.+)$/.exec(path) ?? [];
		// An unsupported version answers 404; what stands in the body is not documented.
		if (!VERSIONS.includes(version)) return { status: 404, body: 'Not Found' };
		if (this.inactive !== undefined) {
			return { status: this.inactive, body: { error: 'store is not active' } };
		}
		const token = request.headers['access-token'];
		if (token !== this.options.accessToken) {
			return { status: 401, body: { errors: ['Unauthorized'] } };
		}
		entry.token = token.slice(-4);
		if (this.app.available() < 1 || this.shared.available() < 1) {
			entry.throttled = true;
			return THROTTLED;
		}
		this.app.take(1);
		this.shared.take(1);
		const writes = request.method !== 'GET';
		if (writes && request.method !== 'DELETE' && body === undefined) {
			return { status: 400, body: {} };
		}
		const ask: Ask = {
			method: request.method,
			path: resource.split('/'),
			query: request.query,
			body: body ?? {},
			modern: version !== '2022-01',
		};
		// A topic needs its own read scope; managing subscriptions needs none of its own.
		const hooks = ask.path[0] === 'webhooks';
		const scope = hooks ? topicScope(ask) : `${writes ? 'write' : 'read'}_${scopeOf(ask.path[0])}`;
		if (this.denied.has(scope)) {
			return { status: 403, body: { errors: [`This action requires ${scope} scope`] } };
		}
		try {
			return this.wrapped(ask, this.parts(ask));
		} catch (error) {
			if (error instanceof Refusal) return error.answer;
			throw error;
		}
	}

	private parts(ask: Ask): Outgoing {
		return (
			this.shop(ask) ??
			productsAnswer(this.store, ask) ??
			ordersAnswer(this.store, ask) ??
			customersAnswer(this.store, ask) ??
			webhooksAnswer(this.store, ask) ??
			stockAnswer(this.store, ask) ?? { status: 404, body: 'Not Found' }
		);
	}

	private wrapped(ask: Ask, answer: Outgoing): Outgoing {
		if (!this.envelope || !ask.modern || answer.status !== 200) return answer;
		return { ...answer, body: { code: 'Success', message: '', data: answer.body } };
	}

	private shop(ask: Ask): Outgoing | undefined {
		if (ask.method !== 'GET' || ask.path.join('/') !== 'shop') return undefined;
		const shop = inForm(
			'shop',
			{
				id: 2019,
				name: 'Sea & Sand',
				email: 'owner@example.com',
				domain: 'shop.example.com',
				root_url: 'https://shop.example.com',
				system_domain: 'my-shop.myshoplaza.com',
				currency: 'EUR',
				country_code: 'DE',
				timezone: '+0100',
				primary_locale: 'en-US',
				shop_owner: 'Ada Berg',
				state: 'active',
				created_at: '2024-01-01T00:00:00Z',
				updated_at: '2024-01-01T00:00:00Z',
			},
			ask.modern,
		);
		// The newer versions' schema has no key around it.
		return ok(ask.modern ? shop : { shop });
	}

	private seeded(since: number): ShoplazzaStore {
		const { seed, baseDate, amounts } = this.options;
		const store = seededShoplazza(seed, baseDate, amounts, since);
		store.cdn = `${this.baseUrl}/cdn`;
		return store;
	}
}

/** The access scope's subject of a path. */
function scopeOf(root: string): string {
	if (root === 'variants' || root === 'products') return 'product';
	if (root === 'orders') return 'order';
	if (root === 'customers') return 'customer';
	return root === 'shop' ? 'shop' : 'inventory';
}

/** The scope that a subscription's topic needs: read_order for orders/create. */
function topicScope({ body }: Ask): string {
	const { topic } = { ...body, ...(isRecord(body.webhook) ? body.webhook : {}) };
	return `read_${String(topic).split('/')[0].replace(/s$/, '')}`;
}
