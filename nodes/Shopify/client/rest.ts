import type { IAdditionalCredentialOptions, IDataObject } from 'n8n-workflow';

import { linkCursor } from '../../shared/link';
import { followPages } from '../../shared/paging';
import { PlatformError } from '../../shared/errors';
import { isObject } from '../../shared/json';
import type { Page, PageRequest } from '../../shared/operation';
import type { Bucket, BucketReport } from '../../shared/pacing';
import type { Answer, RequestContext, Verdict } from '../../shared/request';
import { judgeTransport, send } from '../../shared/request';
import { judgeStatus } from './answers';
import { MAX_PAGE } from './cost';

/** REST counts requests: 40 fit, two a second leak out. Larger plans have more of both. */
export const REST_BUCKET = { capacity: 40, restorePerSecond: 2 };

/** On every plan a full bucket leaks out in 20 seconds. */
const SECONDS_TO_EMPTY = 20;

/**
 * Answers of a shop that does not serve REST to this app: new public apps have no REST, other apps
 * may lack the scope, and a version may no longer have the resource.
 */
const NOT_SERVED = new Set([403, 404, 406, 410]);

interface RestWire {
	credentialType: string;
	credentialOptions?: IAdditionalCredentialOptions;
	/** https://shop/admin/api/version */
	base: string;
	bucket: Bucket;
	signal(): AbortSignal | undefined;
	onWait(ms: number): void;
	/** Told of every answer: it may name another API version than was asked for. */
	remark(answer: Answer): void;
}

/** "32/40": requests in the bucket, and how many fit. */
function reported({ headers }: Answer): BucketReport | undefined {
	const found = /^(\d+)\/(\d+)$/.exec(String(headers['x-shopify-shop-api-call-limit'] ?? ''));
	if (!found) return undefined;
	const [used, capacity] = found.slice(1).map(Number);
	return {
		available: capacity - used,
		capacity,
		restorePerSecond: capacity / SECONDS_TO_EMPTY,
	};
}

function judge(answer: Answer): Verdict {
	if (NOT_SERVED.has(answer.status)) return { kind: 'accepted' };
	const verdict = judgeTransport(answer) ?? judgeStatus(answer);
	if (verdict) return verdict;
	return isObject(answer.body)
		? { kind: 'accepted' }
		: { kind: 'broken', reason: 'an answer that is not JSON' };
}

/**
 * The shop's REST Admin API, for reading the payloads that GraphQL has no source for.
 */
export class RestClient {
	constructor(
		private readonly context: RequestContext,
		private readonly wire: RestWire,
	) {}

	/**
	 * One page of a list.
	 *
	 * @param resource 'countries', which is also the answer's key
	 * @param filters sent with the first page only: a cursor remembers them, and Shopify refuses both
	 * @param fixed sent with every page: fields
	 * @returns undefined when the shop does not serve this to the app
	 * @throws PlatformError when Shopify refuses otherwise or does not answer
	 */
	async page(
		resource: string,
		{ limit, cursor }: PageRequest,
		filters: IDataObject = {},
		fixed: IDataObject = {},
	): Promise<Page | undefined> {
		const { credentialType, credentialOptions, base, bucket } = this.wire;
		const answer = await send(this.context, {
			credentialType,
			credentialOptions,
			options: () => ({
				method: 'GET',
				url: `${base}/${resource}.json`,
				qs: {
					limit: Math.min(limit, MAX_PAGE),
					...(cursor ? { page_info: cursor } : filters),
					...fixed,
				},
				json: true,
			}),
			cost: 1,
			bucket,
			repeatable: true,
			check: '',
			judge,
			report: reported,
			onWait: (ms) => this.wire.onWait(ms),
			signal: this.wire.signal(),
		});
		this.wire.remark(answer);
		if (NOT_SERVED.has(answer.status)) return undefined;
		const records = (answer.body as IDataObject)[resource];
		if (!Array.isArray(records)) {
			throw new PlatformError({ message: `Shopify's answer holds no list of ${resource}` });
		}
		return {
			records: records as IDataObject[],
			next: linkCursor(answer.headers.link, 'next'),
			previous: linkCursor(answer.headers.link, 'previous'),
		};
	}

	/** All records of a list; undefined when the shop does not serve it to the app. */
	async all(resource: string): Promise<IDataObject[] | undefined> {
		const first = await this.page(resource, { limit: Infinity });
		if (!first) return undefined;
		const { records } = await followPages(
			async ({ limit, cursor }) =>
				cursor
					? ((await this.page(resource, { limit, cursor })) ?? { records: [], next: null })
					: first,
			{ limit: Infinity },
			this.wire.signal(),
		);
		return records;
	}
}
