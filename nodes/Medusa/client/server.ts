import { createHash } from 'crypto';
import type {
	IDataObject,
	IExecuteFunctions,
	IHttpRequestMethods,
	IHttpRequestOptions,
} from 'n8n-workflow';

import { serverOrigin } from '../../shared/address';
import { PlatformError } from '../../shared/errors';
import type { Page, PageRequest } from '../../shared/operation';
import type { Bucket } from '../../shared/pacing';
import { bucketFor } from '../../shared/pacing';
import { parameter } from '../../shared/parameter';
import type { Answer, RequestContext } from '../../shared/request';
import { send } from '../../shared/request';
import type { Subject } from './answers';
import { isObject } from '../../shared/json';
import { judge, reported } from './answers';
import type { Patience } from './wait';

/** The node's one credential type. */
const SIGNED_BY = 'medusaApi';

/** Medusa itself sets no limit (inferred: none is documented); this keeps a small server free. */
const USUAL_RATE = 20;

/** Records of one page. */
export const PAGE_SIZE = 100;

/** How long a job is waited for when nothing is said, in seconds. */
const USUAL_TIMEOUT = 900;

/** Refusals of something that is not there, or not in that state any more. */
const GONE = [400, 404, 409];

/** The two generations of Medusa, which share little more than their name. */
export type Version = 1 | 2;

/** What a change is about, and what may be done when its answer is lost. */
export interface Change extends Subject {
	/** Whether doing it twice has the effect of doing it once. */
	repeatable: boolean;
	/** What to look at when the outcome is unknown: "whether the batch job was confirmed". */
	check: string;
	/** Whether a refusal of a second attempt means that the first one was carried out. */
	goneIsDone?: boolean;
}

/** A file to hand over. */
export interface UploadFile {
	fileName: string;
	mimeType: string;
	content: Buffer;
}

/** A list endpoint. */
export interface ListQuery extends Subject {
	path: string;
	/** Key of the list in the answer. */
	key: string;
	filters?: IDataObject;
}

interface Wire {
	origin: string;
	bucket: Bucket;
	/** Known from the login, or set in the credential. */
	version: Version | undefined;
}

/** A login that only one version has tells the version. */
function knownVersion({ authentication, serverVersion }: IDataObject): Version | undefined {
	if (authentication === 'apiToken') return 1;
	if (authentication === 'secretKey') return 2;
	return serverVersion === '1' ? 1 : serverVersion === '2' ? 2 : undefined;
}

/**
 * Connects to the server that the node's credential names.
 *
 * @param hint shows the user a remark above the node's output
 * @throws UserError when the server's address cannot be used
 */
export async function connectServer(
	context: RequestContext,
	hint: (message: string) => void = () => undefined,
): Promise<Server> {
	const credentials = (await context.getCredentials(SIGNED_BY)) as IDataObject;
	const origin = serverOrigin(credentials.baseUrl, 'Base URL');
	const given = Number(parameter(context, 'options.requestsPerSecond', USUAL_RATE));
	const rate = given > 0 ? given : USUAL_RATE;
	const key = createHash('sha256').update(`${origin}\n${SIGNED_BY}\n${rate}`).digest('hex');
	return new Server(
		context,
		{
			origin,
			version: knownVersion(credentials),
			bucket: bucketFor(key, { capacity: Math.max(1, rate), restorePerSecond: rate }),
		},
		hint,
	);
}

/** One Medusa server's Admin API. */
export class Server {
	private found: Promise<Version> | undefined;

	constructor(
		readonly context: RequestContext,
		private readonly wire: Wire,
		readonly hint: (message: string) => void,
	) {}

	get origin(): string {
		return this.wire.origin;
	}

	get signal(): AbortSignal | undefined {
		return 'getExecutionCancelSignal' in this.context
			? (this.context as IExecuteFunctions).getExecutionCancelSignal()
			: undefined;
	}

	/** How long a job is waited for, and what ends the waiting. */
	get patience(): Patience {
		const given = Number(parameter(this.context, 'options.jobTimeout', USUAL_TIMEOUT));
		return { seconds: given > 0 ? given : USUAL_TIMEOUT, signal: this.signal };
	}

	/**
	 * The server's version. A login with email and password does not tell it: then the address of
	 * Medusa 1's own login, which Medusa 2 does not have, is asked once.
	 */
	async version(): Promise<Version> {
		if (this.wire.version) return this.wire.version;
		this.found ??= this.findVersion();
		return await this.found;
	}

	private async findVersion(): Promise<Version> {
		const subject = { thing: 'The session', repeatable: true, check: '' };
		const { status, body } = await this.request('GET', '/admin/auth', {}, subject, [404]);
		return status !== 404 && isObject(body) && 'user' in body ? 1 : 2;
	}

	/** @param also statuses that are answers here, not refusals */
	private async request(
		method: IHttpRequestMethods,
		path: string,
		content: Partial<IHttpRequestOptions>,
		{ repeatable, check, goneIsDone, ...subject }: Change,
		also: number[] = [],
	): Promise<Answer> {
		const { origin, bucket } = this.wire;
		return await send(this.context, {
			credentialType: SIGNED_BY,
			options: () => ({
				method,
				url: origin + path,
				arrayFormat: 'brackets',
				json: true,
				...content,
				headers: { ...content.headers },
			}),
			cost: 1,
			bucket,
			repeatable,
			check,
			judge: (given) => {
				const gone = goneIsDone === true && given.repeated === true && GONE.includes(given.status);
				const accepted = gone || also.includes(given.status);
				return accepted ? { kind: 'accepted' } : judge(given, subject);
			},
			report: reported,
			signal: this.signal,
		});
	}

	/**
	 * Reads an address.
	 *
	 * @returns the answer's body
	 * @throws PlatformError when Medusa refuses or does not answer
	 */
	async read(path: string, subject: Subject, qs: IDataObject = {}): Promise<IDataObject> {
		const change = { ...subject, repeatable: true, check: '' };
		const { body } = await this.request('GET', path, { qs }, change);
		return isObject(body) ? body : {};
	}

	/** Changes something. @returns the answer's body */
	async change(
		method: 'POST' | 'DELETE',
		path: string,
		content: { body?: IDataObject; qs?: IDataObject },
		change: Change,
	): Promise<IDataObject> {
		// n8n leaves an empty body out, and Medusa's parser wants none then.
		const headers = content.body ? { 'Content-Type': 'application/json' } : {};
		const { body } = await this.request(method, path, { ...content, headers }, change);
		return isObject(body) ? body : {};
	}

	/**
	 * Hands a file over as multipart/form-data.
	 *
	 * @param field the form's field for the file
	 */
	async upload(
		path: string,
		field: string,
		{ fileName, mimeType, content }: UploadFile,
		change: Change,
	): Promise<IDataObject> {
		const boundary = `n8n-${createHash('sha256').update(content).digest('hex').slice(0, 40)}`;
		const name = fileName.replace(/["\r\n\\]/g, '_');
		const head = [
			`--${boundary}`,
			`Content-Disposition: form-data; name="${field}"; filename="${name}"`,
			`Content-Type: ${mimeType}`,
			'',
			'',
		].join('\r\n');
		const body = Buffer.concat([
			Buffer.from(head),
			content,
			Buffer.from(`\r\n--${boundary}--\r\n`),
		]);
		const headers = { 'Content-Type': `multipart/form-data; boundary=${boundary}` };
		const answer = await this.request('POST', path, { body, headers }, change);
		return isObject(answer.body) ? answer.body : {};
	}

	/** One page of a list; the cursor is the number of records before it. */
	async page(list: ListQuery, { limit, cursor }: PageRequest): Promise<Page> {
		const offset = Math.max(0, Math.trunc(Number(cursor ?? 0)) || 0);
		const most = Math.min(limit, PAGE_SIZE);
		const qs = { ...list.filters, limit: most, offset };
		const body = await this.read(list.path, list, qs);
		const records = body[list.key];
		if (!Array.isArray(records)) {
			throw new PlatformError({
				message: `Medusa's answer holds no list '${list.key}'`,
				advice: "Check 'Base URL' in the credential.",
			});
		}
		const end = offset + records.length;
		const more = records.length > 0 && end < Number(body.count ?? 0);
		return {
			records: records as IDataObject[],
			next: more ? String(end) : null,
			previous: offset > 0 ? String(Math.max(0, offset - most)) : null,
		};
	}
}

/**
 * The record under a key of an answer.
 *
 * @throws PlatformError when the answer does not hold it; after a change its outcome is unknown
 */
export function recordIn(body: IDataObject, key: string, check?: string): IDataObject {
	const record = body[key];
	if (isObject(record)) return record;
	throw new PlatformError({
		message: `Medusa's answer holds no '${key}'`,
		advice: check
			? `Check ${check} before you run this item again.`
			: "Check 'Base URL' in the credential.",
		outcomeUnknown: check !== undefined,
	});
}
