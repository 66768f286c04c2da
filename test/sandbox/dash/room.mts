import { type Incoming, isRecord, jsonBody, type Outgoing } from '../http.mts';
import type { JournalEntry } from '../journal.mts';
import { picture } from '../pictures.mts';
import { Random } from '../random.mts';
import type { Room } from '../room.mts';
import { makeImage } from '../shopify/seed/products.mts';
import type { ShopifyRoom } from '../shopify/room.mts';
import type { Effect } from '../shopify/store.mts';
import { type Asset, testOf, Unreadable } from './search.mts';

export interface DashOptions {
	seed: number;
	baseDate: string;
	assets: number;
	accessToken: string;
	/** How long jobs run, ms. */
	jobDelayMs: number;
}

/** One image of an export job, as it came. */
export interface ExportItem {
	source: unknown;
	productFileDestinations: Array<{ productId: string; position: number }>;
}

interface Job {
	id: string;
	kind: 'download' | 'export';
	dueAt: number;
	asset?: Asset;
	items: ExportItem[];
	done: boolean;
}

/** The most that pages of a search reach, as documented. */
const MOST = 10_000;

const ACCOUNT = 'c0a8f7de-1d1c-4b7e-9a51-2f6a1f1f7a10';

/**
 * The embedded Dash account: everything below its path prefix. Documented are the export job's
 * request and refusals, the searches, their reach, the envelope and the common fields of jobs.
 * Inferred are the forms of `source`, the body of download jobs, the names of links, and that an
 * export job can be read; `statusOffered` switches the last one off.
 */
export class DashRoom implements Room {
	readonly effects: Effect[] = [];
	assets: Asset[] = [];
	/** Export jobs as they came, in order. */
	readonly exports: Array<{ shop: unknown; token: unknown; items: ExportItem[] }> = [];
	/** Actions that the user may not do. */
	readonly denied = new Set<string>();
	/** Whether the state of export jobs can be read. */
	statusOffered = true;
	/** Whether `result` of an export job repeats what was sent, token included. */
	echoes = false;
	private random: Random;
	private readonly jobs = new Map<string, Job>();
	private readonly scrolls = new Map<string, { rest: Asset[] }>();

	constructor(
		readonly options: DashOptions,
		/** Where clients find the room: origin and prefix, no slash at the end. */
		readonly baseUrl: string,
		/** The shop that export jobs work in. */
		private readonly shopify: ShopifyRoom,
	) {
		this.random = new Random(options.seed + 23);
		this.grow(options.assets);
	}

	reset(): void {
		this.random = new Random(this.options.seed + 23);
		this.assets = [];
		this.effects.length = 0;
		this.exports.length = 0;
		this.denied.clear();
		this.jobs.clear();
		this.scrolls.clear();
		this.statusOffered = true;
		this.echoes = false;
		this.grow(this.options.assets);
	}

	/** More assets. */
	grow(count: number): void {
		for (let index = 0; index < count; index++) {
			const number = this.assets.length + 1;
			this.assets.push({
				id: this.random.uuid(),
				fileId: this.random.uuid(),
				filename: `asset-${String(number).padStart(5, '0')}.png`,
				fileType: number % 10 === 0 ? 'VIDEO' : 'IMAGE',
				keywords: number % 3 === 0 ? ['summer', 'beach'] : number % 3 === 1 ? ['winter'] : [],
				modified: this.options.baseDate,
			});
		}
	}

	/** The content of an asset's file. */
	contentOf(asset: Asset): Buffer {
		return picture(5000 + this.assets.indexOf(asset), 48, 32);
	}

	throttledAnswer(): Outgoing {
		return this.refused(429, 'Too Many Requests', 'Slow down', '');
	}

	private refused(status: number, error: string, message: string, path: string): Outgoing {
		const timestamp = this.options.baseDate;
		return { status, body: { timestamp, status, error, message, path } };
	}

	answer(path: string, request: Incoming, entry: JournalEntry): Outgoing {
		const body = jsonBody(request);
		entry.sent = { query: {}, body: body ?? null, headers: request.headers };
		if (path.startsWith('/files/')) return this.file(path.slice('/files/'.length), request);
		const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
		if (token !== this.options.accessToken) {
			return this.refused(401, 'Unauthorized', 'Full authentication is required', path);
		}
		entry.token = token.slice(-4);
		try {
			return (
				this.parts(request.method, path, body) ??
				this.refused(404, 'Not Found', 'No message available', path)
			);
		} catch (error) {
			if (!(error instanceof Unreadable)) throw error;
			return this.refused(400, 'Bad Request', 'Failed to read request', path);
		}
	}

	private parts(
		method: string,
		path: string,
		body: Record<string, unknown> | undefined,
	): Outgoing | undefined {
		const [, root, id, part] = path.split('/');
		const call = `${method} /${root}${id === undefined ? '' : '/…'}`;
		switch (call) {
			case 'GET /current-user':
				return result({ id: this.options.accessToken.length, email: 'ada@example.com' });
			case 'GET /assets/…':
				return this.asset(id, part);
			case 'POST /asset-searches':
				return this.search(body);
			case 'POST /asset-scroll-searches':
				return this.scroll(body);
			case 'POST /asset-download-jobs':
				return this.download(body);
			case 'GET /asset-download-jobs/…':
				return this.job(id, 'download');
			case 'POST /shopify-export-jobs':
				return this.exportJob(body, path);
			case 'GET /shopify-export-jobs/…':
				return this.statusOffered ? this.job(id, 'export') : undefined;
			default:
				return undefined;
		}
	}

	private shown(asset: Asset) {
		return {
			result: {
				id: asset.id,
				accountId: ACCOUNT,
				lifecycleStatus: { state: 'LIVE' },
				dateLastModified: asset.modified,
				currentAssetFile: { id: asset.fileId, filename: asset.filename },
			},
			permittedActions: ['VIEW_ASSET', 'DOWNLOAD_ASSET']
				.filter((action) => !this.denied.has(action))
				.map((action) => ({ resourceType: 'ASSET', resourceId: asset.id, action })),
		};
	}

	private asset(id: string, part: string | undefined): Outgoing | undefined {
		const asset = this.assets.find((one) => one.id === id);
		if (!asset) return undefined;
		if (part === undefined) return { status: 200, body: this.shown(asset) };
		return undefined;
	}

	private found(body: Record<string, unknown> | undefined): { assets: Asset[]; size: number } {
		const { criterion, sorts, pageSize } = body ?? {};
		if (!Array.isArray(sorts) || criterion === undefined || !Number.isInteger(pageSize)) {
			throw new Unreadable('search');
		}
		return { assets: this.assets.filter(testOf(criterion)), size: Number(pageSize) };
	}

	private search(body: Record<string, unknown> | undefined): Outgoing {
		const { assets, size } = this.found(body);
		const from = body?.from;
		if (!Number.isInteger(from)) throw new Unreadable('from');
		if (Number(from) + size > MOST) throw new Unreadable('too far');
		const results = assets
			.slice(Number(from), Number(from) + size)
			.map((asset) => this.shown(asset));
		return { status: 200, body: { results, totalResults: assets.length } };
	}

	private scroll(body: Record<string, unknown> | undefined): Outgoing {
		const { assets, size } = this.found(body);
		if (body?.from !== undefined) throw new Unreadable('from');
		const given = body?.scrollId;
		const known = typeof given === 'string' ? this.scrolls.get(given) : { rest: assets };
		if (!known) throw new Unreadable('scrollId');
		const scrollId = typeof given === 'string' ? given : this.random.hex(24);
		const results = known.rest.slice(0, size).map((asset) => this.shown(asset));
		this.scrolls.set(scrollId, { rest: known.rest.slice(size) });
		return { status: 200, body: { results, totalResults: assets.length, scrollId } };
	}

	private download(body: Record<string, unknown> | undefined): Outgoing | undefined {
		if (typeof body?.assetId !== 'string') throw new Unreadable('assetId');
		const asset = this.assets.find((one) => one.id === body.assetId);
		if (!asset) return undefined;
		if (this.denied.has('DOWNLOAD_ASSET')) {
			return this.refused(403, 'Forbidden', 'Access is denied', '/asset-download-jobs');
		}
		return this.started({ kind: 'download', asset, items: [] });
	}

	private exportJob(body: Record<string, unknown> | undefined, path: string): Outgoing {
		const { shop, shopifyAccessToken: token, items } = body ?? {};
		if (typeof shop !== 'string' || typeof token !== 'string' || !isItems(items)) {
			throw new Unreadable('job');
		}
		if (this.denied.has('EXPORT_TO_SHOPIFY')) {
			return this.refused(403, 'Forbidden', 'Access is denied', path);
		}
		this.exports.push({ shop, token, items });
		const number = this.effects.length + 1;
		this.effects.push({ number, mutation: 'exportJob', id: shop, change: '', request: 0 });
		return this.started({ kind: 'export', items }, this.echoes ? { request: body } : {});
	}

	private started(job: Pick<Job, 'kind' | 'asset' | 'items'>, more = {}): Outgoing {
		const id = this.random.uuid();
		this.jobs.set(id, {
			...job,
			id,
			dueAt: Date.now() + this.options.jobDelayMs,
			done: false,
		});
		return result(
			{ id, progress: 0, ...more },
			[{ resourceType: 'SHOPIFY_INTEGRATION_V2', action: 'EXPORT_TO_SHOPIFY' }].filter(
				() => job.kind === 'export',
			),
		);
	}

	private job(id: string, kind: Job['kind']): Outgoing | undefined {
		const job = this.jobs.get(id);
		if (job?.kind !== kind) return undefined;
		if (job.dueAt > Date.now()) return result({ id, progress: 50 });
		if (kind === 'export') this.carryOut(job);
		const link = job.asset && {
			url: `${this.baseUrl}/files/${job.asset.fileId}/${job.asset.filename}?X-Amz-Signature=${this.random.hex(64)}`,
		};
		const echo = this.echoes && kind === 'export' ? { request: this.exports.at(-1) } : {};
		return result({ id, progress: 100, dateCompleted: this.options.baseDate, ...link, ...echo });
	}

	/** Carries out every export job that is due; for tests that do not read its state. */
	finish(): void {
		for (const job of this.jobs.values()) if (job.kind === 'export') this.carryOut(job);
	}

	/** What Dash then does in the shop: new images and moved ones, each at its position. */
	private carryOut(job: Job): void {
		if (job.done) return;
		job.done = true;
		const places = job.items.flatMap(({ source, productFileDestinations }) =>
			productFileDestinations.map((place) => ({ ...place, source })),
		);
		const { store } = this.shopify;
		for (const { productId, position, source } of places.sort((a, b) => a.position - b.position)) {
			const product = store.product(`gid://shopify/Product/${productId}`);
			const { imageId, assetId } = isRecord(source) ? source : {};
			const asset = this.assets.find((one) => one.id === assetId);
			if (!product || (!asset && imageId === undefined)) continue;
			const url = `${store.filesUrl}/${asset?.filename ?? ''}?v=1`;
			const media = asset
				? makeImage(store, { url, alt: null }, store.timestamp(), false)
				: product.media.find((one) => one.id === imageId);
			if (!media) continue;
			product.media = product.media.filter((one) => one !== media);
			product.media.splice(position - 1, 0, media);
		}
	}

	/** A signed link. Like S3 it takes no second way to prove who asks. */
	private file(path: string, request: Incoming): Outgoing {
		const asset = this.assets.find(({ fileId }) => path.startsWith(`${fileId}/`));
		if (request.headers.authorization !== undefined) {
			return { status: 400, body: '<Error><Code>InvalidArgument</Code></Error>' };
		}
		if (!asset || !request.query.has('X-Amz-Signature')) {
			return { status: 403, body: '<Error><Code>AccessDenied</Code></Error>' };
		}
		return {
			status: 200,
			headers: { 'content-type': 'image/png' },
			body: this.contentOf(asset),
		};
	}
}

const result = (body: unknown, permittedActions: unknown[] = []): Outgoing => ({
	status: 200,
	body: { result: body, permittedActions },
});

/** All fields of the documented items, which are required. */
const isItems = (items: unknown): items is ExportItem[] =>
	Array.isArray(items) &&
	items.every(
		(item) =>
			isRecord(item) &&
			item.source !== undefined &&
			Array.isArray(item.productFileDestinations) &&
			item.productFileDestinations.every(
				(one) =>
					isRecord(one) && typeof one.productId === 'string' && Number.isInteger(one.position),
			),
	);
