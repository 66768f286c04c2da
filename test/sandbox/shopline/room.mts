import { type Incoming, isRecord, jsonBody, type Outgoing } from '../http.mts';
import type { JournalEntry } from '../journal.mts';
import { fetchedPicture } from '../pictures.mts';
import { Desk } from '../webhooks/desk.mts';
import type { Post } from '../webhooks/post.mts';
import { OnDemand } from '../onDemand.mts';
import type { Room } from '../room.mts';
import { Bucket, type BucketOptions } from '../shopify/bucket.mts';
import type { Effect } from '../shopify/store.mts';
import { ok, Refusal, refused } from './answers.mts';
import { ordersAnswer } from './orders.mts';
import { customersAnswer } from './people.mts';
import { productsAnswer } from './products.mts';
import { grow, seededShopline } from './seed.mts';
import { stockAnswer } from './stock.mts';
import type { ShoplineAmounts, ShoplineStore } from './store.mts';
import { shoplineOffice, webhooksAnswer } from './webhooks.mts';

export interface ShoplineOptions {
	seed: number;
	baseDate: string;
	amounts: ShoplineAmounts;
	bucket: BucketOptions;
	/** The token of a private app. */
	accessToken: string;
	/** Key of the signatures. */
	appSecret: string;
}

/** Versions that are served; a version that is no more, or never was, answers 404 (inferred). */
const VERSIONS =
	/^v(?:20240301|20240601|20241201|20250301|20250601|20251201|20260301|20260601|20260901)$/;

/** What is said when the bucket is full: no Retry-After, no header about the bucket. */
const THROTTLED: Outgoing = refused(429, 'Too many request');

/** The embedded SHOPLINE shop: everything below its path prefix. */
export class ShoplineRoom implements Room {
	private readonly data = new OnDemand((since) => this.seeded(since));
	/** How the shop is doing; 'frozen' and 'locked' refuse everything. */
	state: 'open' | 'frozen' | 'locked' = 'open';
	/** Scopes that the token lacks. */
	readonly denied = new Set<string>();
	/** Its webhooks. */
	readonly desk: Desk;
	private bucket: Bucket;
	private bucketOptions: BucketOptions;

	constructor(
		readonly options: ShoplineOptions,
		/** Where clients find the room: origin and prefix, no slash at the end. */
		readonly baseUrl: string,
		post: Post,
	) {
		this.bucketOptions = options.bucket;
		this.bucket = new Bucket(options.bucket);
		const office = shoplineOffice(() => this.store, options.appSecret);
		this.desk = new Desk(post, office, options.seed, () => this.data.present !== undefined);
	}

	/** How signatures are written: the documents' examples are base64, the vendor's SDK uses hex. */
	set webhookEncoding(encoding: 'base64' | 'hex') {
		this.desk.office.sender.encoding = encoding;
	}

	get store(): ShoplineStore {
		return this.data.value;
	}

	get effects(): Effect[] {
		return this.data.present?.effects ?? [];
	}

	reset(): void {
		this.data.forget();
		this.state = 'open';
		this.webhookEncoding = 'base64';
		this.denied.clear();
		this.bucketOptions = this.options.bucket;
		this.bucket = new Bucket(this.bucketOptions);
	}

	/** More of the same data. */
	grow(amounts: Partial<ShoplineAmounts>): void {
		grow(this.store, amounts);
	}

	/** Changes the leaky bucket: requests that fit, and requests a second that leak out. */
	setBucket(options: Partial<BucketOptions>): void {
		this.bucketOptions = { ...this.bucketOptions, ...options };
		this.bucket = new Bucket(this.bucketOptions);
	}

	throttledAnswer(): Outgoing {
		return THROTTLED;
	}

	/** From now on images are kept and served by the shop itself; SHOPLINE's documents leave that open. */
	keepImages(): void {
		this.store.cdn = `${this.baseUrl}/cdn`;
	}

	async prepare(request: Incoming): Promise<void> {
		const { image } = jsonBody(request) ?? {};
		const src = isRecord(image) ? image.src : undefined;
		const content = await fetchedPicture(src);
		if (content) this.store.fetched.set(String(src), content);
	}

	answer(path: string, request: Incoming, entry: JournalEntry): Outgoing {
		const { store } = this;
		if (path.startsWith('/cdn/')) {
			const content = store.contents.get(path.slice('/cdn/'.length));
			if (!content) return { status: 404, body: 'Not Found' };
			return { status: 200, headers: { 'content-type': 'image/png' }, body: content };
		}
		store.currentRequest = entry.number;
		const query: Record<string, string[]> = {};
		for (const name of new Set(request.query.keys())) query[name] = request.query.getAll(name);
		const body = jsonBody(request);
		entry.sent = { query, body: body ?? null, headers: request.headers };
		const headers = { traceid: `${entry.number}`.padStart(16, 'c0ffee') };
		const answer = this.judged(path, request, body, entry);
		return { ...answer, headers: { ...headers, ...answer.headers } };
	}

	private judged(path: string, request: Incoming, body: unknown, entry: JournalEntry): Outgoing {
		const [, version = '', resource = ''] = /^\/admin\/openapi\/([^/]+)\/(.+)$/.exec(path) ?? [];
		if (!VERSIONS.test(version)) return refused(404, 'Not Found');
		const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
		if (token !== this.options.accessToken) return refused(401, 'Unauthorized');
		entry.token = token.slice(-4);
		if (this.state === 'frozen') return refused(402, 'The store has been frozen.');
		if (this.state === 'locked') return refused(423, 'Locked');
		if (!this.bucket.take(1)) {
			entry.throttled = true;
			return THROTTLED;
		}
		const writes = request.method !== 'GET';
		if (writes && request.method !== 'DELETE') {
			const type = request.headers['content-type'] ?? '';
			if (!/^application\/json/.test(type)) return refused(400, 'Content-Type is not set');
			if (body === undefined) return refused(400, 'The request body is not valid JSON');
		}
		const scope = `${writes ? 'write' : 'read'}_${scopeOf(resource)}`;
		if (this.denied.has(scope)) return refused(403, `Requires ${scope} access scope.`);
		const list = {
			url: `${this.baseUrl}${path}`,
			query: request.query,
			body,
		};
		try {
			return (
				this.shop(request.method, resource) ??
				productsAnswer(this.store, request.method, resource, list) ??
				ordersAnswer(this.store, request.method, resource, list) ??
				customersAnswer(this.store, request.method, resource, list) ??
				webhooksAnswer(this.store, request.method, resource, list) ??
				stockAnswer(this.store, request.method, resource, list) ??
				refused(404, 'Not Found')
			);
		} catch (error) {
			if (error instanceof Refusal) return error.answer;
			throw error;
		}
	}

	private shop(method: string, resource: string): Outgoing | undefined {
		if (method !== 'GET' || resource !== 'merchants/shop.json') return undefined;
		return ok({
			data: {
				biz_store_status: 2,
				created_at: '2023-04-12T22:59:52+08:00',
				currency: 'USD',
				customer_email: 'hello@example.com',
				domain: 'open001.myshopline.com',
				email: 'owner@example.com',
				iana_timezone: 'America/New_York',
				id: 1631700219512,
				language: 'en',
				location_country_code: 'US',
				merchant_id: '4216472541',
				name: 'Harbour Goods',
				sales_channels: [{ channel_handle: 'web' }],
				standard_logo: 'https://img.myshopline.com/image/sandbox/logo.png',
				updated_at: '2026-09-16T13:03:48+08:00',
			},
		});
	}

	private seeded(since: number): ShoplineStore {
		const { seed, baseDate, amounts } = this.options;
		return seededShopline(seed, baseDate, amounts, since);
	}
}

/** The access scope's subject of an endpoint. */
function scopeOf(resource: string): string {
	if (resource.startsWith('inventory_levels')) return 'inventory';
	if (resource.startsWith('v2/customers') || resource.startsWith('customers')) return 'customers';
	if (resource.startsWith('merchants')) return 'store_information';
	return resource.split(/[/.]/)[0];
}
