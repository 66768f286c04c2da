import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Control, controlAnswer } from './control.mts';
import { DashRoom } from './dash/room.mts';
import { WebhookControl } from './webhooks/control.mts';
import { Post } from './webhooks/post.mts';
import { encodeBody, type Outgoing, readRequest, send } from './http.mts';
import type { JournalEntry } from './journal.mts';
import { MedusaRoom } from './medusa/room.mts';
import type { Room } from './room.mts';
import type { BucketOptions } from './shopify/bucket.mts';
import { ShopifyRoom } from './shopify/room.mts';
import { type Amounts, DEFAULT_AMOUNTS } from './shopify/seed/index.mts';
import type { Store } from './shopify/store.mts';
import { ShoplazzaRoom } from './shoplazza/room.mts';
import type { ShoplazzaAmounts } from './shoplazza/store.mts';
import { ShoplineRoom } from './shopline/room.mts';
import type { ShoplineAmounts } from './shopline/store.mts';

export interface SandboxOptions {
	/** Port on 127.0.0.1; 0 (the default) takes a free one. */
	port?: number;
	/** Every answer is this late, ms. */
	latencyMs?: number;
	/** Seed of all data, tokens and random faults. */
	seed?: number;
	/** Where the sandbox clock starts; ISO 8601. */
	baseDate?: string;
	bucket?: Partial<BucketOptions>;
	/** How long a cancellation and other jobs run, ms. */
	jobDelayMs?: number;
	/** How long an image is processed, ms. */
	mediaDelayMs?: number;
	/** How long new objects are missing from lists and counts, ms. */
	searchLagMs?: number;
	/** Life of a token by client credentials, s. */
	tokenExpiresIn?: number;
	/** Life of an expiring offline token, s. */
	offlineTokenExpiresIn?: number;
	amounts?: Partial<Amounts>;
	/** The Shoplazza store: how much of everything. */
	shoplazza?: { amounts?: Partial<ShoplazzaAmounts> };
	/** The Dash account: how many assets. */
	dash?: { assets?: number };
	/** The SHOPLINE shop: how much of everything, and its bucket of requests. */
	shopline?: { amounts?: Partial<ShoplineAmounts>; bucket?: Partial<BucketOptions> };
	/** The Medusa servers: how many products, and how long a job takes, ms. */
	medusa?: { products?: number; jobMs?: number };
}

/** One of the embedded Medusa servers. */
export interface MedusaSandbox {
	/** Where a client finds the server. */
	baseUrl: string;
	/** The API token of a user, for Medusa 1. */
	apiToken: string;
	/** The secret key, for Medusa 2. */
	secretKey: string;
	email: string;
	password: string;
	/** The server itself: its data and its state. */
	readonly room: MedusaRoom;
}

export interface Sandbox {
	/** http://127.0.0.1:PORT */
	origin: string;
	shopify: {
		/** Where a client finds the shop. */
		baseUrl: string;
		/** A token that never expires, with the scopes of a back-office app. */
		staticToken: string;
		/** A token that has only read_products. */
		readProductsToken: string;
		clientId: string;
		clientSecret: string;
		/** The shop's data as it is now. */
		readonly db: Store;
	};
	shoplazza: {
		/** Where a client finds the store. */
		baseUrl: string;
		/** The token of a private app. */
		accessToken: string;
		/** Key of the deliveries' signatures. */
		webhookSecret: string;
		/** The store itself: its data, buckets and state. */
		readonly room: ShoplazzaRoom;
	};
	shopline: {
		/** Where a client finds the shop. */
		baseUrl: string;
		/** The token of a private app. */
		accessToken: string;
		/** Key of the deliveries' signatures. */
		appSecret: string;
		/** The shop itself: its data and its state. */
		readonly room: ShoplineRoom;
	};
	/** Medusa 1.20 and 2.21. */
	medusa: { v1: MedusaSandbox; v2: MedusaSandbox };
	dash: {
		/** Where a client finds the account's API. */
		baseUrl: string;
		/** The token of a user. */
		accessToken: string;
		/** The account itself: its assets, its export jobs, and what is denied. */
		readonly room: DashRoom;
	};
	control: Control;
	stop(): Promise<void>;
}

const TOKENS = {
	staticToken: 'shpat_sandbox_static_token',
	readProductsToken: 'shpat_sandbox_read_products',
	clientId: 'sandbox-client-id',
	clientSecret: 'sandbox-client-secret',
};

const SHOPLAZZA_TOKEN = 'shoplazza_sandbox_private_app';

const MEDUSA_LOGIN = {
	apiToken: 'medusa_sandbox_api_token',
	secretKey: 'sk_medusa_sandbox_secret',
	email: 'admin@example.com',
	password: 'medusa sandbox password',
};

const SHOPLINE_TOKEN = 'shopline_sandbox_private_app';

const DASH_TOKEN = 'dash_sandbox_user_token';

const SHOPLAZZA_SECRET = 'shoplazza-sandbox-client-secret';

const SHOPLINE_SECRET = 'shopline-sandbox-app-secret';

/**
 * Starts the embedded shops on loopback. Out: addresses, test credentials, the stored data and
 * the controls. Each shop is a room under a prefix of its own (`/shopify`).
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const server = createServer();
	await listen(server, options.port ?? 0);
	const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const baseUrl = `${origin}/shopify`;
	const seed = options.seed ?? 1;
	const post = new Post(seed);
	let room: ShopifyRoom;
	try {
		room = await ShopifyRoom.open(
			{
				seed,
				baseDate: options.baseDate ?? '2026-11-16T09:00:00Z',
				jobDelayMs: options.jobDelayMs ?? 300,
				mediaDelayMs: options.mediaDelayMs ?? 1500,
				searchLagMs: options.searchLagMs ?? 0,
				amounts: { ...DEFAULT_AMOUNTS, ...options.amounts },
				bucket: { maximum: 2000, restoreRate: 100, ...options.bucket },
				tokens: {
					...TOKENS,
					expiresIn: options.tokenExpiresIn ?? 86_399,
					offlineExpiresIn: options.offlineTokenExpiresIn ?? 3600,
				},
			},
			baseUrl,
			post,
		);
	} catch (error) {
		server.close();
		throw error;
	}
	const shoplazza = new ShoplazzaRoom(
		{
			seed,
			baseDate: options.baseDate ?? '2026-11-16T09:00:00Z',
			amounts: { products: 80, customers: 40, orders: 60, ...options.shoplazza?.amounts },
			buckets: {
				app: { maximum: 40, restoreRate: 2 },
				store: { maximum: 80, restoreRate: 20 },
			},
			accessToken: SHOPLAZZA_TOKEN,
			webhookSecret: SHOPLAZZA_SECRET,
		},
		`${origin}/shoplazza`,
		post,
	);
	const shopline = new ShoplineRoom(
		{
			seed,
			baseDate: options.baseDate ?? '2026-11-16T09:00:00Z',
			amounts: { products: 80, customers: 40, orders: 60, ...options.shopline?.amounts },
			bucket: { maximum: 40, restoreRate: 4, ...options.shopline?.bucket },
			accessToken: SHOPLINE_TOKEN,
			appSecret: SHOPLINE_SECRET,
		},
		`${origin}/shopline`,
		post,
	);
	const medusa = ([1, 2] as const).map((version) => {
		const amounts = { products: 12, jobMs: 300, ...options.medusa };
		const prefix = `${origin}/medusa/v${version}`;
		const room = new MedusaRoom({ version, ...amounts, ...MEDUSA_LOGIN }, prefix);
		return { baseUrl: room.baseUrl, ...MEDUSA_LOGIN, room };
	});
	const [medusa1, medusa2] = medusa;
	const dash = new DashRoom(
		{
			seed,
			baseDate: options.baseDate ?? '2026-11-16T09:00:00Z',
			assets: options.dash?.assets ?? 60,
			accessToken: DASH_TOKEN,
			jobDelayMs: options.jobDelayMs ?? 300,
		},
		`${origin}/dash`,
		room,
	);
	const others = new Map<string, Room>([
		['/medusa/v1', medusa1.room],
		['/medusa/v2', medusa2.room],
		['/dash', dash],
		['/shoplazza', shoplazza],
		['/shopline', shopline],
	]);
	const webhooks = new WebhookControl(
		post,
		new Map([
			['shopify', room.desk],
			['shoplazza', shoplazza.desk],
			['shopline', shopline.desk],
		]),
	);
	const control = new Control(room, { seed, latencyMs: options.latencyMs ?? 0 }, others, webhooks);
	server.on('request', (request, response) => {
		handle(control, request, response).catch((error: unknown) => {
			process.stderr.write(`sandbox: ${error instanceof Error ? error.stack : String(error)}\n`);
			response.destroy();
		});
	});
	return {
		origin,
		shopify: {
			baseUrl,
			...TOKENS,
			get db() {
				return room.store;
			},
		},
		shoplazza: {
			baseUrl: shoplazza.baseUrl,
			accessToken: SHOPLAZZA_TOKEN,
			webhookSecret: SHOPLAZZA_SECRET,
			room: shoplazza,
		},
		shopline: {
			baseUrl: shopline.baseUrl,
			accessToken: SHOPLINE_TOKEN,
			appSecret: SHOPLINE_SECRET,
			room: shopline,
		},
		medusa: { v1: medusa1, v2: medusa2 },
		dash: { baseUrl: dash.baseUrl, accessToken: DASH_TOKEN, room: dash },
		control,
		stop: () => {
			webhooks.reset();
			post.close();
			return stop(server);
		},
	};
}

async function handle(
	control: Control,
	message: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	const request = await readRequest(message);
	if (request.path.startsWith('/control')) {
		send(response, await controlAnswer(control, request));
		return;
	}
	const entry = control.journal.open(request.method, request.path);
	try {
		const answer = await withFaults(control, request, entry);
		// Whatever the client hears, what has changed is delivered.
		if (request.method !== 'GET') control.webhooks.notice();
		if (answer === undefined) {
			control.journal.close(entry, 0);
			response.socket?.resetAndDestroy();
			return;
		}
		control.journal.close(entry, answer.status);
		send(response, answer);
	} catch (error) {
		control.journal.close(entry, 500);
		process.stderr.write(`sandbox: ${error instanceof Error ? error.stack : String(error)}\n`);
		send(response, { status: 500, body: { errors: 'Internal Server Error' } });
	}
}

/** The answer with the fault that hits the request, undefined for a cut connection. */
async function withFaults(
	control: Control,
	request: Awaited<ReturnType<typeof readRequest>>,
	entry: JournalEntry,
): Promise<Outgoing | undefined> {
	const { room, others } = control;
	const [prefix, other] = [...others].find(([one]) => request.path.startsWith(`${one}/`)) ?? [
		'/shopify',
	];
	const fault = control.faults.take(request.path, room.operationName(request));
	entry.fault = fault?.kind ?? null;
	await sleep(control.latencyMs + (fault?.kind === 'slow' ? (fault.delayMs ?? 3000) : 0));
	switch (fault?.kind) {
		case 'resetBefore':
			return undefined;
		case 'http429': {
			const headers = { 'retry-after': (fault.retryAfter ?? 2).toFixed(1) };
			return {
				status: 429,
				headers,
				body: { errors: 'Exceeded 2 calls per second for api client.' },
			};
		}
		case 'http404':
			return { status: 404, body: { errors: 'Not Found' } };
		case 'http502':
		case 'http503':
		case 'http504':
			return { status: Number(fault.kind.slice(4)), body: '<html><body>Error</body></html>' };
		case 'throttled':
			return (other ?? room).throttledAnswer(request, entry);
	}
	await other?.prepare?.(request);
	const answer = request.path.startsWith(`${prefix}/`)
		? await (other ?? room).answer(request.path.slice(prefix.length), request, entry)
		: { status: 404, body: { errors: 'Not Found' } };
	switch (fault?.kind) {
		case 'resetAfter':
			return undefined;
		case 'cut':
			return { ...answer, cut: true };
		case 'truncated': {
			if (answer.file !== undefined) {
				const { start, end } = answer.file;
				return { ...answer, file: { ...answer.file, end: start + ((end - start) >> 1) } };
			}
			const { content, type } = encodeBody(answer);
			const half = content.subarray(0, Math.floor(content.length / 2));
			return { ...answer, headers: { ...answer.headers, 'content-type': type }, body: half };
		}
		case 'html':
			return { status: 200, body: '<!DOCTYPE html><html><body>One moment, please.</body></html>' };
		case 'wrongTypes':
			return { status: 200, body: { data: [], errors: { message: 7 }, extensions: 'none' } };
		default:
			return answer;
	}
}

function listen(server: Server, port: number): Promise<void> {
	return new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', () => {
			server.removeListener('error', reject);
			resolve();
		});
	});
}

function stop(server: Server): Promise<void> {
	return new Promise((resolve) => {
		server.close(() => resolve());
		server.closeAllConnections();
	});
}

function sleep(ms: number): Promise<void> {
	return ms <= 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, ms));
}
