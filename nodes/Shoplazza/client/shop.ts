import { createHash } from 'crypto';
import type {
	IAdditionalCredentialOptions,
	IDataObject,
	IExecuteFunctions,
	IHttpRequestMethods,
} from 'n8n-workflow';

import { InputError, PlatformError } from '../../shared/errors';
import type { Page, PageRequest } from '../../shared/operation';
import type { Pacer } from '../../shared/pacing';
import { bucketFor, Buckets } from '../../shared/pacing';
import { parameter } from '../../shared/parameter';
import type { RequestContext } from '../../shared/request';
import { send } from '../../shared/request';
import { isObject } from '../../shared/json';
import { contentOf, judgeFor, reported } from './answers';
import type { Paging } from './lists';
import { pageQuery, readPage } from './lists';
import type { ShopAddress } from './shopAddress';
import { apiPath, shopOrigin } from './shopAddress';
import type { ApiVersion } from './versions';
import { API_VERSIONS, isModern, PINNED_VERSION } from './versions';

/** Credential type of each choice of the Authentication parameter. */
export const CREDENTIAL_TYPES = new Map([
	['accessToken', 'shoplazzaApi'],
	['oAuth2', 'shoplazzaOAuth2Api'],
]);

/** n8n would send an OAuth2 token as Bearer; Shoplazza wants its own header. Other types ignore this. */
const OAUTH2_HEADER: IAdditionalCredentialOptions = {
	oauth2: { tokenType: 'Bearer', keyToIncludeInAccessTokenHeader: 'access-token' },
};

/** Documented: 40 requests of an app in a store leak out at 2 a second … */
export const APP_BUCKET = { capacity: 40, restorePerSecond: 2 };

/** … and 80 of all apps of a store at 20 a second. A request needs room in both. */
export const STORE_BUCKET = { capacity: 80, restorePerSecond: 20 };

/** A wait for the rate limit is worth a remark from this time on, in ms. */
const NOTABLE_WAIT_MS = 5000;

/** What stands beside a list. The vendor's schemas are protobuf, whose JSON may leave out an empty list. */
const PAGE_KEYS = new Set(['cursor', 'pre_cursor', 'has_more', 'total']);

interface Wire {
	credentialType: string;
	origin: string;
	version: ApiVersion;
	bucket: Pacer;
}

export interface WriteOptions {
	/** What it is about, for "… was not found": 'The product'. */
	thing: string;
	/** Whether doing it twice has the effect of doing it once. */
	repeatable: boolean;
	/** What to look at in the store when the outcome is unknown. */
	check: string;
	/** Whether it removes something, so that a second time finds nothing. */
	removes?: boolean;
}

/**
 * Connects to the store that the node's credential names.
 *
 * @param hint shows the user a remark above the node's output
 * @param versionParameter the parameter that holds the API version
 * @throws UserError when the store's address would send the token elsewhere
 */
export async function connectShop(
	context: RequestContext,
	hint: (message: string) => void = () => undefined,
	versionParameter = 'options.apiVersion',
): Promise<Shop> {
	const option = <T>(name: string, otherwise: T) => parameter(context, name, otherwise);
	const credentialType = CREDENTIAL_TYPES.get(option('authentication', 'accessToken')) ?? '';
	const credentials = await context.getCredentials(credentialType);
	const origin = shopOrigin(credentials as unknown as ShopAddress);
	const version = option<string>(versionParameter, PINNED_VERSION) as ApiVersion;
	if (!API_VERSIONS.includes(version)) {
		throw new InputError(
			`'API Version' cannot be '${version}'`,
			`Use one of: ${API_VERSIONS.join(', ')}.`,
		);
	}
	const app = credentials.clientId ?? credentials.accessToken;
	const hash = (...parts: unknown[]) =>
		createHash('sha256').update(parts.map(String).join('\n')).digest('hex');
	const own = bucketFor(hash(origin, credentialType, app), APP_BUCKET);
	const shared = bucketFor(hash(origin, 'shoplazza store'), STORE_BUCKET);
	const rate = Number(option('options.requestsPerSecond', APP_BUCKET.restorePerSecond));
	own.resize({ ...APP_BUCKET, restorePerSecond: rate > 0 ? rate : APP_BUCKET.restorePerSecond });
	shared.resize({
		...STORE_BUCKET,
		restorePerSecond: Math.max(rate || 0, STORE_BUCKET.restorePerSecond),
	});
	const bucket = new Buckets([own, shared]);
	return new Shop(context, { credentialType, origin, version, bucket }, hint);
}

/**
 * One store's API: reads, writes and lists, paced by the documented buckets.
 */
export class Shop {
	private waitedMs = 0;

	constructor(
		private readonly context: RequestContext,
		private readonly wire: Wire,
		private readonly hint: (message: string) => void,
	) {}

	get version(): ApiVersion {
		return this.wire.version;
	}

	/** Whether the version has the forms of 2025-06 and later. */
	get modern(): boolean {
		return isModern(this.version);
	}

	private get signal(): AbortSignal | undefined {
		return 'getExecutionCancelSignal' in this.context
			? (this.context as IExecuteFunctions).getExecutionCancelSignal()
			: undefined;
	}

	/**
	 * Sends a request and returns what its answer holds, without the envelope.
	 *
	 * @throws PlatformError when Shoplazza refuses it or does not answer
	 */
	private async request(
		method: IHttpRequestMethods,
		path: string,
		parts: { qs?: IDataObject; body?: IDataObject },
		{ thing, repeatable, check, removes }: WriteOptions,
	): Promise<IDataObject> {
		const { credentialType, origin, version, bucket } = this.wire;
		const { qs, body } = parts;
		const answer = await send(this.context, {
			credentialType,
			credentialOptions: OAUTH2_HEADER,
			options: () => ({
				method,
				url: `${origin}${apiPath(version)}${path}`,
				headers: { accept: 'application/json' },
				...(qs ? { qs: this.query(qs), arrayFormat: 'repeat' as const } : {}),
				...(body ? { body: structuredClone(body) } : {}),
				json: true,
			}),
			cost: 1,
			bucket,
			repeatable,
			check,
			judge: judgeFor(thing, removes),
			report: reported,
			onWait: (ms) => this.noteWait(ms),
			signal: this.signal,
		});
		return contentOf(answer);
	}

	/** Lists in a query: joined by commas in 2022-01, the key repeated from 2025-06 on. */
	private query(qs: IDataObject): IDataObject {
		const given = Object.entries(qs).filter(
			([, value]) =>
				value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0),
		);
		return Object.fromEntries(
			given.map(([key, value]) => [
				key,
				Array.isArray(value) && !this.modern ? value.join(',') : value,
			]),
		);
	}

	private noteWait(ms: number) {
		this.waitedMs += ms;
		if (this.waitedMs > NOTABLE_WAIT_MS) {
			this.hint("Part of this run was spent waiting for Shoplazza's rate limit.");
		}
	}

	/** Reads. @param thing what is asked for, for "… was not found" */
	async read(path: string, thing: string, qs?: IDataObject): Promise<IDataObject> {
		return await this.request('GET', path, { qs }, { thing, repeatable: true, check: '' });
	}

	/** Reads one record. @param key its key in the answer */
	async record(path: string, key: string, thing: string, qs?: IDataObject): Promise<IDataObject> {
		return recordIn(await this.read(path, thing, qs), key);
	}

	/** Reads a number of records. */
	async count(path: string, thing: string, qs?: IDataObject): Promise<number> {
		const { count } = await this.read(path, thing, qs);
		const number = Number(count);
		if (count === undefined || count === null || !Number.isInteger(number)) {
			throw new PlatformError({ message: "Shoplazza's answer holds no count" });
		}
		return number;
	}

	/** Changes something and returns the record that the answer holds. */
	async write(
		method: 'POST' | 'PUT',
		path: string,
		body: IDataObject,
		key: string,
		options: WriteOptions,
	): Promise<IDataObject> {
		const content = await this.request(method, path, { body }, options);
		if (isObject(content[key])) return content[key];
		throw new PlatformError({
			message: `Shoplazza accepted this, but its answer holds no ${key}`,
			advice: `Check in the store ${options.check} before running this item again.`,
			outcomeUnknown: true,
		});
	}

	/** Removes something; nothing that was there before may be missing at the first attempt. */
	async remove(path: string, thing: string, check: string): Promise<void> {
		await this.request('DELETE', path, {}, { thing, check, repeatable: true, removes: true });
	}

	/**
	 * One page of a list.
	 *
	 * @param key the list's key in the answer
	 * @param paging how the list is continued in this version
	 */
	async page(
		path: string,
		key: string,
		{
			paging,
			page,
			filters,
			thing,
		}: { paging: Paging; page: PageRequest; filters?: IDataObject; thing: string },
	): Promise<Page> {
		const content = await this.read(path, thing, { ...filters, ...pageQuery(paging, page) });
		const list =
			content[key] ?? (Object.keys(content).every((one) => PAGE_KEYS.has(one)) ? [] : null);
		if (!Array.isArray(list)) {
			throw new PlatformError({ message: `Shoplazza's answer holds no list of ${key}` });
		}
		return readPage(paging, page, list as IDataObject[], content);
	}

	/** @throws InputError when the version is too old for a part of the API */
	requireModern(what: string): void {
		if (this.modern) return;
		throw new InputError(
			`${what} cannot be used in API version ${this.version}: they came with 2025-06`,
			"Choose a newer 'API Version' under Options.",
		);
	}
}

/** The record under its key. The shop stands without a key in newer versions. */
function recordIn(content: IDataObject, key: string): IDataObject {
	const record = content[key];
	if (isObject(record)) return record;
	if (key === 'shop' && typeof content.id !== 'undefined') return content;
	throw new PlatformError({ message: `Shoplazza's answer holds no ${key}` });
}
