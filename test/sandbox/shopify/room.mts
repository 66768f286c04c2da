import { formBody, type Incoming, jsonBody, type Outgoing } from '../http.mts';
import type { JournalEntry } from '../journal.mts';
import {
	ADMIN_VERSIONS,
	adminApi,
	type AdminVersion,
	fetchAdminApis,
	isAdminVersion,
} from '../schema.mts';
import { OnDemand } from '../onDemand.mts';
import { Desk } from '../webhooks/desk.mts';
import type { Letter } from '../webhooks/letter.mts';
import type { Post } from '../webhooks/post.mts';
import { Bucket, type BucketOptions } from './bucket.mts';
import type { Context } from './context.mts';
import { failed, graphqlRequest, prepare, run, throttledAnswer } from './graphql.mts';
import { filesAnswer } from './files.mts';
import { RestApi } from './rest/api.mts';
import { type Amounts, grow, seededStore } from './seed/index.mts';
import type { Effect, Store, StoreOptions } from './store.mts';
import { type AccessToken, Tokens, type TokenOptions } from './tokens.mts';
import { shopifyOffice } from './webhooks/office.mts';
import { removeSubscription, subscriptions } from './webhooks/subscriptions.mts';

export interface ShopifyOptions extends StoreOptions {
	amounts: Amounts;
	bucket: BucketOptions;
	tokens: Omit<TokenOptions, 'seed'>;
}

/** What Shopify says to a token that is unknown, expired or revoked. */
const BAD_TOKEN = {
	errors: '[API] Invalid API key or access token (unrecognized login or wrong password)',
};

/** The embedded Shopify shop: everything below its path prefix. */
export class ShopifyRoom {
	private readonly data = new OnDemand((since) => this.seeded(since));
	tokens: Tokens;
	readonly rest: RestApi;
	/** Its webhooks. */
	readonly desk: Desk;
	private readonly buckets = new Map<string, Bucket>();
	private bucketOptions: BucketOptions;

	private constructor(
		readonly options: ShopifyOptions,
		/** Where clients find the room: origin and prefix, no slash at the end. */
		readonly baseUrl: string,
		post: Post,
	) {
		this.bucketOptions = options.bucket;
		this.tokens = new Tokens({ ...options.tokens, seed: options.seed });
		this.rest = new RestApi(() => this.store, baseUrl);
		const { seed, tokens } = options;
		const office = shopifyOffice(() => this.store, tokens.clientSecret, seed);
		this.desk = new Desk(post, office, seed, () => this.data.present !== undefined);
	}

	/** Fetches the schemas where they are missing. Schemas and data are made when somebody asks. */
	static async open(options: ShopifyOptions, baseUrl: string, post: Post): Promise<ShopifyRoom> {
		await fetchAdminApis();
		return new ShopifyRoom(options, baseUrl, post);
	}

	/** The shop's data as it is now. */
	get store(): Store {
		return this.data.value;
	}

	/** Every change of stored state, in order. */
	get effects(): Effect[] {
		return this.data.present?.effects ?? [];
	}

	/** Back to the freshly seeded shop, full buckets and the first tokens. */
	reset(): void {
		this.data.forget();
		this.tokens = new Tokens({ ...this.options.tokens, seed: this.options.seed });
		this.bucketOptions = this.options.bucket;
		this.buckets.clear();
		this.rest.reset();
	}

	/** The merchant removes the app: a last delivery, then no subscriptions and no tokens any more. */
	uninstall(): Letter[] {
		const letters = this.desk.emit('app/uninstalled', this.desk.office.body('shop', ''));
		for (const { id } of [...subscriptions(this.store)]) removeSubscription(this.store, id);
		this.tokens.revokeAll();
		return letters;
	}

	/** More of the same data. */
	grow(amounts: Partial<Amounts>): void {
		grow(this.store, amounts);
	}

	/** Changes the buckets of all apps; `available` sets their present level. */
	setBucket(options: Partial<BucketOptions>): void {
		this.bucketOptions = { ...this.bucketOptions, ...options };
		for (const bucket of this.buckets.values()) bucket.configure(options);
	}

	/** The bucket of a token; every client-credentials token of the app shares one. */
	bucket(token: AccessToken): Bucket {
		const key = token.expiresAt === null ? token.value : 'app';
		const bucket = this.buckets.get(key) ?? new Bucket(this.bucketOptions);
		this.buckets.set(key, bucket);
		return bucket;
	}

	/** The name of the GraphQL operation in a request, before anything is executed. */
	operationName(request: Incoming): string | null {
		if (!request.path.endsWith('/graphql.json')) return null;
		const graphql = graphqlRequest(jsonBody(request));
		const named = /\b(?:query|mutation)\s+(\w+)/.exec(graphql?.query ?? '')?.[1];
		return graphql?.operationName ?? named ?? null;
	}

	/** Answers a request; `path` is what follows the room's prefix. */
	async answer(path: string, request: Incoming, entry: JournalEntry): Promise<Outgoing> {
		this.store.currentRequest = entry.number;
		this.store.tick();
		if (path === '/admin/oauth/access_token' && request.method === 'POST') {
			return this.tokens.grant(formBody(request));
		}
		if (path === '/admin/oauth/authorize') return this.authorize(request);
		if (path.startsWith('/files/') || path === '/files') {
			return filesAnswer(this.store, path.slice('/files'.length), request);
		}
		// Slashes count once: n8n's built-in node asks for /admin/api/2024-07//orders.json.
		const api = /^\/admin\/api\/([^/]+)\/+(.+)$/.exec(path);
		if (api === null) return { status: 404, body: { errors: 'Not Found' } };
		const token = this.tokens.find(request.headers['x-shopify-access-token']);
		if (token === undefined) return { status: 401, body: BAD_TOKEN };
		entry.token = token.value.slice(-4);
		const [, version, resource] = api;
		if (resource === 'graphql.json' && request.method === 'POST') {
			return this.graphql(version, token, request, entry);
		}
		const headers = { 'x-shopify-api-version': version };
		const answer = this.rest.answer(resource, request, token);
		return { ...answer, headers: { ...headers, ...answer.headers } };
	}

	/** The answer THROTTLED for a request, whatever the bucket holds. */
	throttledAnswer(request: Incoming, entry: JournalEntry): Outgoing {
		const token = this.tokens.find(request.headers['x-shopify-access-token']);
		const context = this.context(ADMIN_VERSIONS[0], token, entry);
		return throttledAnswer(context, 100, this.bucket(context.token));
	}

	private async graphql(
		wanted: string,
		token: AccessToken,
		request: Incoming,
		entry: JournalEntry,
	): Promise<Outgoing> {
		// An unsupported version falls forward to the oldest supported one, and the header says so.
		const version = isAdminVersion(wanted) ? wanted : ADMIN_VERSIONS[0];
		const headers = { 'x-shopify-api-version': version };
		const graphql = graphqlRequest(jsonBody(request));
		if (graphql === undefined) {
			const body = { errors: { query: 'Required parameter missing or invalid' } };
			return { status: 400, headers, body };
		}
		const context = this.context(version, token, entry);
		const prepared = prepare(graphql, context);
		const answer =
			'errors' in prepared
				? failed(context, prepared.errors)
				: await run(prepared, graphql, context, this.bucket(token));
		return { ...answer, headers };
	}

	private context(
		version: AdminVersion,
		token: AccessToken | undefined,
		entry: JournalEntry,
	): Context {
		const api = adminApi(version);
		const nobody = { value: '', scopes: [], expiresAt: null, revoked: true, refreshToken: null };
		return { store: this.store, api, token: token ?? nobody, search: [], entry };
	}

	/** The consent page: it agrees by itself and redirects straight back. */
	private authorize(request: Incoming): Outgoing {
		const redirect = request.query.get('redirect_uri');
		if (redirect === null || request.query.get('client_id') !== this.tokens.options.clientId) {
			return { status: 400, body: 'Oauth error invalid_request' };
		}
		const target = new URL(redirect);
		const expiring = request.query.get('expiring') === '1';
		target.searchParams.set('code', this.tokens.issueCode(expiring));
		target.searchParams.set('state', request.query.get('state') ?? '');
		target.searchParams.set('shop', this.store.shop.domain);
		return { status: 302, headers: { location: target.href } };
	}

	private seeded(since: number): Store {
		return seededStore(this.options, this.options.amounts, `${this.baseUrl}/files`, since);
	}
}
