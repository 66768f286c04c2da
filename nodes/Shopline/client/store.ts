import { createHash } from 'crypto';
import type { IDataObject, IExecuteFunctions, IHttpRequestMethods } from 'n8n-workflow';

import { InputError, PlatformError } from '../../shared/errors';
import { linkCursor } from '../../shared/link';
import { parameter } from '../../shared/parameter';
import type { Page, PageRequest } from '../../shared/operation';
import type { Bucket } from '../../shared/pacing';
import { bucketFor } from '../../shared/pacing';
import type { Answer, RequestContext } from '../../shared/request';
import { send } from '../../shared/request';
import { isObject } from '../../shared/json';
import { judge, reported } from './answers';
import { endpointPath, shopOrigin } from './shopAddress';
import type { ApiVersion } from './versions';
import { USUAL_VERSION } from './versions';

/** The node's one credential type. */
export const SIGNED_BY = 'shoplineApi';

/** Documented for all plans but Enterprise, for an app and a store together: 40 fit, 4 a second leak out. */
export const BUCKET = { capacity: 40, restorePerSecond: 4 };

/** Most records of one page; orders have a lower limit. */
export const MAX_PAGE = 250;

/** A wait for the rate limit is worth a remark from this time on, in ms. */
const NOTABLE_WAIT_MS = 5000;

interface Wire {
	origin: string;
	version: ApiVersion;
	bucket: Bucket;
}

/** What a change is about, and what may be done when its answer is lost. */
export interface Change {
	/** "Product 160…", for texts. */
	thing: string;
	/** Whether doing it twice has the effect of doing it once. */
	repeatable: boolean;
	/** What to look at in the shop when the outcome is unknown: "whether the order was cancelled". */
	check: string;
	/** Whether it is done when the thing is not there any more on a second attempt. */
	goneIsDone?: boolean;
}

/** A list endpoint. */
export interface ListQuery {
	endpoint: string;
	/** Key of the list in the answer. */
	key: string;
	/** What is listed, for texts. */
	thing: string;
	/** Sent with the first page only: the cursor remembers them. */
	filters?: IDataObject;
	fields?: string[];
	most?: number;
}

/**
 * Connects to the shop that the node's credential names.
 *
 * @param hint shows the user a remark above the node's output
 * @param versionParameter the parameter that holds the API version
 * @throws UserError when the shop's address would send the token elsewhere
 */
export async function connectStore(
	context: RequestContext,
	hint: (message: string) => void = () => undefined,
	versionParameter = 'options.apiVersion',
): Promise<Store> {
	const option = <T>(name: string, otherwise: T) => parameter(context, name, otherwise);
	const credentials = await context.getCredentials(SIGNED_BY);
	const origin = shopOrigin(credentials as unknown as { handle: string; baseUrl?: string });
	const version = option<ApiVersion>(versionParameter, USUAL_VERSION);
	// Any version will do, also one that is newer than this package, but nothing else.
	if (!/^v\d{8}$/.test(version)) {
		throw new InputError(
			`'API Version' cannot be '${version}'`,
			`Use one such as ${USUAL_VERSION}.`,
		);
	}
	const rate = Number(option('options.requestsPerSecond', BUCKET.restorePerSecond));
	const restorePerSecond = rate > 0 ? rate : BUCKET.restorePerSecond;
	const key = createHash('sha256')
		.update(`${origin}\n${SIGNED_BY}\n${String(credentials.accessToken)}\n${restorePerSecond}`)
		.digest('hex');
	return new Store(
		context,
		{
			origin,
			version,
			bucket: bucketFor(key, { ...BUCKET, restorePerSecond }),
		},
		hint,
	);
}

const withoutEmpty = (values: IDataObject): IDataObject =>
	Object.fromEntries(
		Object.entries(values).filter(([, value]) => value !== undefined && value !== null),
	);

/**
 * One shop's Admin REST API, paced by the bucket that its app has.
 */
export class Store {
	private waitedMs = 0;

	constructor(
		private readonly context: RequestContext,
		private readonly wire: Wire,
		private readonly hint: (message: string) => void,
	) {}

	private get signal(): AbortSignal | undefined {
		return 'getExecutionCancelSignal' in this.context
			? (this.context as IExecuteFunctions).getExecutionCancelSignal()
			: undefined;
	}

	private noteWait(ms: number) {
		this.waitedMs += ms;
		if (this.waitedMs > NOTABLE_WAIT_MS) {
			this.hint("Part of this run was spent waiting for SHOPLINE's rate limit.");
		}
	}

	private async request(
		method: IHttpRequestMethods,
		endpoint: string,
		content: { qs?: IDataObject; body?: IDataObject },
		{ thing, repeatable, check, goneIsDone }: Change,
	): Promise<Answer> {
		const { origin, version, bucket } = this.wire;
		const answer = await send(this.context, {
			credentialType: SIGNED_BY,
			options: () => ({
				method,
				url: origin + endpointPath(version, endpoint),
				...content,
				...(content.body ? { headers: { 'Content-Type': 'application/json; charset=utf-8' } } : {}),
				json: true,
			}),
			cost: 1,
			bucket,
			repeatable,
			check,
			judge: (given) =>
				given.status === 404 && given.repeated === true && goneIsDone === true
					? { kind: 'accepted' }
					: judge(given, thing),
			report: reported,
			onWait: (ms) => this.noteWait(ms),
			signal: this.signal,
		});
		if (answer.status === 202) {
			this.hint('SHOPLINE accepted a request without finishing it: the change may take a moment.');
		}
		return answer;
	}

	/**
	 * Reads an endpoint.
	 *
	 * @param endpoint without version and `.json`: 'products/count'
	 * @returns the answer's body
	 * @throws PlatformError when SHOPLINE refuses or does not answer
	 */
	async read(endpoint: string, thing: string, qs: IDataObject = {}): Promise<IDataObject> {
		const change = { thing, repeatable: true, check: '' };
		const { body } = await this.request('GET', endpoint, { qs: withoutEmpty(qs) }, change);
		return isObject(body) ? body : {};
	}

	/** Changes something. @returns the answer's body; empty for a deletion */
	async change(
		method: 'POST' | 'PUT' | 'DELETE',
		endpoint: string,
		body: IDataObject | undefined,
		change: Change,
	): Promise<IDataObject> {
		const answer = await this.request(method, endpoint, body ? { body } : {}, change);
		return isObject(answer.body) ? answer.body : {};
	}

	/** Removes something; removing it twice is removing it once. */
	async remove(endpoint: string, thing: string): Promise<IDataObject> {
		return await this.change('DELETE', endpoint, undefined, {
			thing,
			repeatable: true,
			goneIsDone: true,
			check: `whether ${thing} was deleted`,
		});
	}

	/** One page of a list. With a cursor only `limit` and `fields` count. */
	async page(list: ListQuery, { limit, cursor }: PageRequest): Promise<Page> {
		const qs = withoutEmpty({
			limit: Math.min(limit, list.most ?? MAX_PAGE),
			...(cursor ? { page_info: cursor } : list.filters),
			fields: list.fields?.join(','),
		});
		const answer = await this.request(
			'GET',
			list.endpoint,
			{ qs },
			{ thing: list.thing, repeatable: true, check: '' },
		);
		return {
			records: recordsOf(answer.body, list.key),
			next: linkCursor(answer.headers.link, 'next'),
			previous: linkCursor(answer.headers.link, 'previous', 'prev'),
		};
	}
}

/** The list under a key of an answer. */
export function recordsOf(body: unknown, key: string): IDataObject[] {
	const records = isObject(body) ? body[key] : undefined;
	if (!Array.isArray(records)) {
		throw new PlatformError({
			message: `SHOPLINE's answer holds no list '${key}'`,
			advice: "Check 'API Version' under Options, and 'API Base URL' in the credential.",
		});
	}
	return records as IDataObject[];
}

/**
 * The documented payload: the wrapper with its record.
 *
 * @throws PlatformError when the answer does not hold it; after a change its outcome is unknown
 */
export function wrapped(body: IDataObject, key: string, check?: string): IDataObject {
	if (isObject(body[key])) return { [key]: body[key] };
	throw new PlatformError({
		message: `SHOPLINE's answer holds no '${key}'`,
		advice: check
			? `Check in the shop ${check} before you run this item again.`
			: "Check 'API Version' under Options, and 'API Base URL' in the credential.",
		outcomeUnknown: check !== undefined,
	});
}
