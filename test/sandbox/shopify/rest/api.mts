import { type Incoming, isRecord, jsonBody, type Outgoing } from '../../http.mts';
import { Bucket, type BucketOptions } from '../bucket.mts';
import { connection } from '../connections.mts';
import { gid, idNumber } from '../ids.mts';
import type { Entity, Order, Product } from '../model.mts';
import { removeProduct } from '../mutations/products.mts';
import { orderFilters, productFilters } from '../search/filters.mts';
import { compileSearch, type Filters } from '../search/match.mts';
import type { Store } from '../store.mts';
import { type AccessToken, allows } from '../tokens.mts';
import { collectsAnswer } from './collects.mts';
import { countriesBody } from './countries.mts';
import { Serializer } from './serialize.mts';
import { createOrder, createProduct, updateOrder, updateProduct } from './write.mts';

/** Requests a bucket holds and requests it leaks per second, as documented for a normal plan. */
const REQUESTS: BucketOptions = { maximum: 40, restoreRate: 2 };
const NOT_FOUND: Outgoing = { status: 404, body: { errors: 'Not Found' } };

const unapproved = (scope: string): Outgoing => ({
	status: 403,
	body: { errors: `[API] This action requires merchant approval for ${scope} scope.` },
});

/** Query parameters that REST lists have in common with search fields. */
const SAME_NAMES = ['vendor', 'product_type', 'handle', 'title', 'name', 'published_status'];

/** What n8n's built-in Shopify node asks of the legacy REST API, and not more. */
export class RestApi {
	private readonly buckets = new Map<string, Bucket>();
	private limits = REQUESTS;

	constructor(
		private readonly store: () => Store,
		private readonly baseUrl: string,
	) {}

	/** Full buckets again, of the documented size. */
	reset(): void {
		this.limits = REQUESTS;
		this.buckets.clear();
	}

	/** Full buckets of another size and leak. */
	setBucket(limits: Partial<BucketOptions>): void {
		this.limits = { ...this.limits, ...limits };
		this.buckets.clear();
	}

	/** Answers a request; `resource` is what follows the version in the path. */
	answer(resource: string, request: Incoming, token: AccessToken): Outgoing {
		const bucket = this.buckets.get(token.value) ?? new Bucket(this.limits);
		this.buckets.set(token.value, bucket);
		const accepted = bucket.take(1);
		const used = Math.min(bucket.maximum, Math.ceil(bucket.maximum - bucket.available()));
		const headers = { 'x-shopify-shop-api-call-limit': `${used}/${bucket.maximum}` };
		if (!accepted) {
			const errors =
				'Exceeded 2 calls per second for api client. Reduce request rates to resume uninterrupted service.';
			return { status: 429, headers: { ...headers, 'retry-after': '2.0' }, body: { errors } };
		}
		const answer = this.route(resource, request, token);
		return { ...answer, headers: { ...headers, ...answer.headers } };
	}

	private route(resource: string, request: Incoming, token: AccessToken): Outgoing {
		const serializer = new Serializer(this.store());
		if (resource === 'countries.json') {
			if (!allows(token, ['read_shipping'])) return unapproved('read_shipping');
			return { status: 200, body: countriesBody() };
		}
		if (resource === 'shop.json') return { status: 200, body: { shop: serializer.shop() } };
		if (resource === 'collects.json') {
			if (!allows(token, ['read_products'])) return unapproved('read_products');
			const url = `${this.baseUrl}${request.path.replace(/^\/shopify/, '')}`;
			return collectsAnswer(this.store(), request, url);
		}
		const match = /^(orders|products|locations)(?:\/(\d+))?\.json$/.exec(resource);
		if (match === null) return NOT_FOUND;
		const [, kind, id] = match;
		const scope = `${request.method === 'GET' ? 'read' : 'write'}_${kind}`;
		if (!allows(token, [scope])) return unapproved(scope);
		if (kind === 'locations') return { status: 200, body: { locations: serializer.locations() } };
		return kind === 'orders' ? this.orders(id, request) : this.products(id, request);
	}

	private orders(id: string | undefined, request: Incoming): Outgoing {
		const store = this.store();
		const serializer = new Serializer(store);
		const show = (order: Order): Record<string, unknown> => serializer.order(order);
		const body = wrapped(request, 'order');
		if (id === undefined) {
			if (request.method === 'POST') {
				const made = createOrder(store, body);
				if ('errors' in made) return { status: 422, body: made };
				return { status: 201, body: { order: show(made) } };
			}
			return this.list('orders', store.orders, orderFilters(store), request, show);
		}
		const order = store.order(gid('Order', id));
		if (order === undefined) return NOT_FOUND;
		if (request.method === 'DELETE') {
			store.orders.splice(store.orders.indexOf(order), 1);
			store.remove(order);
			store.effect('DELETE orders.json', order.id, 'deleted');
			return { status: 200, body: {} };
		}
		if (request.method === 'PUT') {
			updateOrder(store, order, body);
			store.effect('PUT orders.json', order.id, Object.keys(body).join(', '));
		}
		return { status: 200, body: { order: chosen(show(order), request.query.get('fields')) } };
	}

	private products(id: string | undefined, request: Incoming): Outgoing {
		const store = this.store();
		const serializer = new Serializer(store);
		const show = (product: Product): Record<string, unknown> => serializer.product(product);
		const body = wrapped(request, 'product');
		if (id === undefined) {
			if (request.method === 'POST') {
				const made = createProduct(store, body);
				if ('errors' in made) return { status: 422, body: made };
				return { status: 201, body: { product: show(made) } };
			}
			return this.list('products', store.products, productFilters(store), request, show);
		}
		const product = store.product(gid('Product', id));
		if (product === undefined) return NOT_FOUND;
		if (request.method === 'DELETE') {
			removeProduct(store, product, 'DELETE products.json');
			return { status: 200, body: {} };
		}
		if (request.method === 'PUT') {
			updateProduct(store, product, body);
			store.effect('PUT products.json', product.id, Object.keys(body).join(', '));
		}
		return { status: 200, body: { product: chosen(show(product), request.query.get('fields')) } };
	}

	/** One page; the filters travel inside `page_info`, beside which only limit and fields count. */
	private list<T extends Entity>(
		kind: 'orders' | 'products',
		records: T[],
		filters: Filters<T>,
		request: Incoming,
		show: (record: T) => Record<string, unknown>,
	): Outgoing {
		const store = this.store();
		const { query } = request;
		const limit = Math.min(250, Math.max(1, Number(query.get('limit') ?? 50) || 50));
		const pageInfo = readPageInfo(query.get('page_info'));
		const search = pageInfo?.search ?? searchOf(kind, query);
		const clock = { timeZone: store.shop.timeZone, now: store.now() };
		const { matches } = compileSearch(search, filters, clock);
		const ids = pageInfo?.ids ?? query.get('ids');
		const wanted = ids === null ? undefined : new Set(ids.split(',').map(Number));
		const found = store.listed(records).filter((record) => {
			return matches(record) && (wanted === undefined || wanted.has(idNumber(record.id)));
		});
		const backwards = pageInfo?.before !== undefined;
		const page = connection(
			found,
			{
				...(backwards ? { last: limit } : { first: limit }),
				after: pageInfo?.after,
				before: pageInfo?.before,
				reverse: kind === 'orders',
			},
			{ id: (record) => idNumber(record.id), value: (record) => idNumber(record.id) },
		);
		const link = (rel: string, place: { after?: string; before?: string }): string => {
			const state = JSON.stringify({ ...place, search, ids });
			const info = Buffer.from(state).toString('base64url');
			const url = `${this.baseUrl}${request.path.replace(/^\/shopify/, '')}`;
			return `<${url}?limit=${limit}&page_info=${info}>; rel="${rel}"`;
		};
		const { hasNextPage, hasPreviousPage, startCursor, endCursor } = page.pageInfo;
		// Shopify names the previous page first.
		const links = [
			...(hasPreviousPage ? [link('previous', { before: startCursor ?? '' })] : []),
			...(hasNextPage ? [link('next', { after: endCursor ?? '' })] : []),
		];
		const fields = query.get('fields');
		return {
			status: 200,
			headers: links.length === 0 ? {} : { link: links.join(', ') },
			body: { [kind]: page.nodes.map((record) => chosen(show(record), fields)) },
		};
	}
}

interface PageInfo {
	after?: string;
	before?: string;
	search: string;
	ids: string | null;
}

function readPageInfo(text: string | null): PageInfo | undefined {
	if (text === null) return undefined;
	return JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as PageInfo;
}

/** The search that a REST list's parameters amount to. Orders are the open ones by default. */
function searchOf(kind: 'orders' | 'products', query: URLSearchParams): string {
	const terms: string[] = [];
	const term = (field: string, value: string): void => {
		terms.push(`${field}:'${value.replace(/(['\\])/g, '\\$1')}'`);
	};
	for (const name of SAME_NAMES) {
		const value = query.get(name);
		if (value !== null) term(name, value);
	}
	for (const name of ['created_at', 'updated_at', 'processed_at', 'published_at']) {
		const [least, most] = [query.get(`${name}_min`), query.get(`${name}_max`)];
		if (least !== null) terms.push(`${name}:>='${least}'`);
		if (most !== null) terms.push(`${name}:<='${most}'`);
	}
	const since = query.get('since_id');
	if (since !== null) terms.push(`id:>${since}`);
	const status = query.get('status') ?? (kind === 'orders' ? 'open' : null);
	if (status !== null && status !== 'any') term('status', status);
	for (const name of ['financial_status', 'fulfillment_status']) {
		const value = query.get(name);
		if (value === null || value === 'any') continue;
		if (value === 'unpaid') {
			terms.push('(financial_status:pending OR financial_status:authorized)');
		} else term(name, value);
	}
	return terms.join(' ');
}

function wrapped(request: Incoming, name: string): Record<string, unknown> {
	const inner = jsonBody(request)?.[name];
	return isRecord(inner) ? inner : {};
}

function chosen(record: Record<string, unknown>, fields: string | null): Record<string, unknown> {
	if (fields === null || fields.trim() === '') return record;
	const names = fields.split(',').map((name) => name.trim());
	return Object.fromEntries(Object.entries(record).filter(([name]) => names.includes(name)));
}
