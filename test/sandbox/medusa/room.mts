import { type Incoming, jsonBody, type Outgoing } from '../http.mts';
import type { JournalEntry } from '../journal.mts';
import type { Room } from '../room.mts';
import type { Effect } from '../shopify/store.mts';
import { listIn, refused, windowOn } from './answers.mts';
import { MedusaStore, type Row } from './store.mts';
import { Medusa1 } from './v1.mts';
import { Medusa2 } from './v2.mts';

export interface MedusaOptions {
	version: 1 | 2;
	products: number;
	/** How long a job takes, ms. */
	jobMs: number;
	apiToken: string;
	secretKey: string;
	email: string;
	password: string;
}

/** The embedded Medusa server of one version: everything below its path prefix. */
export class MedusaRoom implements Room {
	store: MedusaStore;
	/** Jobs never come to an end. */
	stuck = false;
	/** Jobs fail with these reasons; Medusa 2 gives none. */
	failure: unknown[] | undefined;
	/** Where files lie, when they do not lie on the server itself: 'https://files.example.com'. */
	fileHost: string | undefined;
	jobMs: number;
	/** Sessions that are taken now. */
	readonly sessions = new Set<string>();
	/** How often somebody logged in. */
	logins = 0;
	v1: Medusa1;
	v2: Medusa2;

	constructor(
		readonly options: MedusaOptions,
		/** Where clients find the room: origin and prefix, no slash at the end. */
		readonly baseUrl: string,
	) {
		this.jobMs = options.jobMs;
		this.store = new MedusaStore(options.products);
		this.v1 = new Medusa1(this);
		this.v2 = new Medusa2(this);
	}

	get apiToken() {
		return this.options.apiToken;
	}

	get secretKey() {
		return this.options.secretKey;
	}

	get effects(): Effect[] {
		return this.store.effects;
	}

	reset(): void {
		this.store = new MedusaStore(this.options.products);
		this.v1 = new Medusa1(this);
		this.v2 = new Medusa2(this);
		this.stuck = false;
		this.failure = undefined;
		this.fileHost = undefined;
		this.jobMs = this.options.jobMs;
		this.sessions.clear();
		this.logins = 0;
	}

	now(): string {
		return new Date().toISOString();
	}

	/** A new session for the right email and password. */
	sessionFor(body: Record<string, unknown> | undefined): string | undefined {
		this.logins += 1;
		const { email, password } = this.options;
		if (body?.email !== email || body.password !== password) return undefined;
		const token = `jwt.sandbox.${this.logins}`;
		this.sessions.add(token);
		return token;
	}

	/** The address of a file: no login is asked there. */
	addressOf(key: string): string {
		const folder = this.options.version === 1 ? 'uploads' : 'static';
		return `${this.fileHost ?? this.baseUrl}/${folder}/${key}`;
	}

	fileAt(key: string): Outgoing {
		const data = this.store.files.get(key);
		if (!data) return { status: 404, body: '<pre>Not Found</pre>' };
		return { status: 200, headers: { 'content-type': 'text/csv; charset=UTF-8' }, body: data };
	}

	/** A list that both versions have. */
	list(path: string, query: URLSearchParams): Outgoing | undefined {
		const key = path.replace(/-/g, '_');
		if (key === 'products') {
			const rows: Row[] = this.store.products.map(({ id, title, handle, status }) => ({
				id,
				title,
				handle,
				status,
			}));
			return windowOn(key, rows, query, 50);
		}
		const rows = this.store.named[key];
		if (!rows) return undefined;
		if (listIn(query, 'status').length > 0) {
			return refused(400, 'invalid_data', 'property status should not exist');
		}
		return windowOn(key, rows, query, 50);
	}

	/** Medusa has no rate limit; this is what a gateway before it would say. */
	throttledAnswer(): Outgoing {
		return { status: 429, headers: { 'retry-after': '1' }, body: { message: 'Too Many Requests' } };
	}

	answer(path: string, request: Incoming, entry: JournalEntry): Outgoing {
		this.store.currentRequest = entry.number;
		const query: Record<string, string[]> = {};
		for (const name of new Set(request.query.keys())) query[name] = request.query.getAll(name);
		entry.sent = { query, body: jsonBody(request) ?? null, headers: request.headers };
		const server = this.options.version === 1 ? this.v1 : this.v2;
		return server.answer(path, request);
	}
}
