import { type Fault, Faults } from './faults.mts';
import { type Incoming, jsonBody, type Outgoing } from './http.mts';
import { Journal, type JournalEntry } from './journal.mts';
import type { Room } from './room.mts';
import { type BulkSettings, bulkOf } from './shopify/bulk/operations.mts';
import type { BucketOptions } from './shopify/bucket.mts';
import type { ShopifyRoom } from './shopify/room.mts';
import type { Amounts } from './shopify/seed/index.mts';
import type { Effect } from './shopify/store.mts';
import { WEBHOOK_CALLS, type WebhookControl } from './webhooks/control.mts';

export interface Settings {
	/** Every answer is this late, ms. */
	latencyMs: number;
	/** How long jobs run, ms. */
	jobDelayMs: number;
	/** How long an image is processed, ms. */
	mediaDelayMs: number;
	/** How long new objects are missing from lists and counts, ms. */
	searchLagMs: number;
	/** Life of the next client-credentials tokens, s. */
	tokenExpiresIn: number;
	/** Life of the next expiring offline tokens, s. */
	offlineTokenExpiresIn: number;
}

/** Everything a test may do to the sandbox; the same calls exist under `/control`. */
export class Control {
	readonly journal = new Journal();
	readonly faults: Faults;
	latencyMs: number;
	private readonly initial: Settings;

	constructor(
		readonly room: ShopifyRoom,
		private readonly options: { seed: number; latencyMs: number },
		/** The other platforms' rooms, by path prefix. */
		readonly others: ReadonlyMap<string, Room>,
		/** Webhooks of all rooms. */
		readonly webhooks: WebhookControl,
	) {
		this.faults = new Faults(options.seed);
		this.latencyMs = options.latencyMs;
		this.initial = this.settings();
	}

	/** Back to the start: data, tokens, buckets, settings, faults, journal and effects. */
	reset(): void {
		this.configure(this.initial);
		this.faults.clear(this.options.seed);
		this.journal.clear();
		this.room.reset();
		for (const room of this.others.values()) room.reset();
		this.webhooks.reset();
	}

	/** More products, customers and orders. */
	grow(amounts: Partial<Amounts>): { products: number; customers: number; orders: number } {
		this.room.grow(amounts);
		this.webhooks.notice();
		const { products, customers, orders } = this.room.store;
		return { products: products.length, customers: customers.length, orders: orders.length };
	}

	/** Changes the leaky bucket of all apps; `available` sets the present level. */
	setBucket(options: Partial<BucketOptions>): void {
		this.room.setBucket(options);
	}

	/** Changes the bucket of the legacy REST API, and fills it. */
	setRestBucket(options: Partial<BucketOptions>): void {
		this.room.rest.setBucket(options);
	}

	/** The settings as they are. */
	settings(): Settings {
		const { options, tokens } = this.room;
		return {
			latencyMs: this.latencyMs,
			jobDelayMs: options.jobDelayMs,
			mediaDelayMs: options.mediaDelayMs,
			searchLagMs: options.searchLagMs,
			tokenExpiresIn: tokens.options.expiresIn,
			offlineTokenExpiresIn: tokens.options.offlineExpiresIn,
		};
	}

	/** Changes settings; those not named stay. */
	configure(change: Partial<Settings>): Settings {
		const next = { ...this.settings(), ...change };
		const { jobDelayMs, mediaDelayMs, searchLagMs } = next;
		this.latencyMs = next.latencyMs;
		Object.assign(this.room.options, { jobDelayMs, mediaDelayMs, searchLagMs });
		const expiry = {
			expiresIn: next.tokenExpiresIn,
			offlineExpiresIn: next.offlineTokenExpiresIn,
		};
		Object.assign(this.room.tokens.options, expiry);
		Object.assign(this.room.options.tokens, expiry);
		return this.settings();
	}

	/** Adds a fault. */
	addFault(fault: Fault): void {
		this.faults.add(fault);
	}

	/** Removes all faults. */
	clearFaults(): void {
		this.faults.clear(this.options.seed);
	}

	/** Ends one token, or all tokens that expire by themselves. Out: how many. */
	revokeTokens(value?: string): number {
		return this.room.tokens.revoke(value);
	}

	/** A new static token with these scopes. */
	issueToken(scopes: string[]): string {
		return this.room.tokens.withScopes(scopes);
	}

	/** How often a token was fetched, by grant type. */
	tokenFetches(): Record<string, number> {
		return { ...this.room.tokens.granted };
	}

	/** The merchant removes the app from the Shopify shop. */
	uninstall(): void {
		this.room.uninstall();
	}

	/** Every request since the start, the reset or the last clearing. */
	requests(): JournalEntry[] {
		return [...this.journal.entries];
	}

	/** Every change of stored state, in order. */
	effects(): Effect[] {
		return [this.room, ...this.others.values()].flatMap(({ effects }) => effects);
	}

	/** How bulk operations behave: delays, limit, failures. Only what is named changes. */
	bulk(change: Partial<BulkSettings> = {}): BulkSettings {
		return Object.assign(bulkOf(this.room.store).settings, change);
	}

	/** Empties the journal and the list of effects; data stays. */
	clearJournal(): void {
		this.journal.clear();
		for (const { effects } of [this.room, ...this.others.values()]) effects.length = 0;
	}
}

type Call = (control: Control, body: Record<string, unknown>) => unknown;

const CALLS: Record<string, Call> = {
	'POST /control/reset': (control) => control.reset(),
	'POST /control/grow': (control, body) => control.grow(body as Partial<Amounts>),
	'POST /control/bucket': (control, body) => control.setBucket(body as Partial<BucketOptions>),
	'POST /control/rest-bucket': (control, body) =>
		control.setRestBucket(body as Partial<BucketOptions>),
	'GET /control/settings': (control) => control.settings(),
	'POST /control/settings': (control, body) => control.configure(body as Partial<Settings>),
	'GET /control/faults': (control) => control.faults.list(),
	'POST /control/faults': (control, body) => control.addFault(body as unknown as Fault),
	'DELETE /control/faults': (control) => control.clearFaults(),
	'POST /control/tokens': (control, body) => ({
		access_token: control.issueToken(body.scopes as string[]),
	}),
	'POST /control/tokens/revoke': (control, body) => ({
		revoked: control.revokeTokens(typeof body.token === 'string' ? body.token : undefined),
	}),
	'POST /control/uninstall': (control) => control.uninstall(),
	'GET /control/tokens': (control) => control.tokenFetches(),
	'GET /control/journal': (control) => control.requests(),
	'GET /control/effects': (control) => control.effects(),
	'POST /control/bulk': (control, body) => control.bulk(body as Partial<BulkSettings>),
	'DELETE /control/journal': (control) => control.clearJournal(),
};

/** Answers the control endpoint; no token is needed. */
export async function controlAnswer(control: Control, request: Incoming): Promise<Outgoing> {
	const name = `${request.method} ${request.path}`;
	const body = jsonBody(request) ?? {};
	try {
		if (Object.hasOwn(WEBHOOK_CALLS, name)) {
			const result = await WEBHOOK_CALLS[name](control.webhooks, body);
			return { status: 200, body: result ?? { ok: true } };
		}
		const call = CALLS[name];
		if (call === undefined) {
			return {
				status: 404,
				body: { calls: [...Object.keys(CALLS), ...Object.keys(WEBHOOK_CALLS)] },
			};
		}
		return { status: 200, body: call(control, body) ?? { ok: true } };
	} catch (error) {
		return { status: 400, body: { error: error instanceof Error ? error.message : String(error) } };
	}
}
