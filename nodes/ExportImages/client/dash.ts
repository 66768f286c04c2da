import { createHash } from 'crypto';
import type { IDataObject, IExecuteFunctions, IHttpRequestMethods } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { PlatformError } from '../../shared/errors';
import type { Bucket } from '../../shared/pacing';
import { bucketFor } from '../../shared/pacing';
import { parameter } from '../../shared/parameter';
import type { Answer, RequestContext, Verdict } from '../../shared/request';
import { judgeTransport, send } from '../../shared/request';
import { isObject } from '../../shared/json';
import { dashOrigin } from './dashAddress';

/** Credential type of each choice of the Dash Authentication parameter. */
export const DASH_CREDENTIALS = new Map([
	['accessToken', 'dashApi'],
	['oAuth2', 'dashOAuth2Api'],
]);

/** Dash documents no rate limit. This is a pace that no service should mind; a 429 slows it down. */
const BUCKET = { capacity: 20, restorePerSecond: 10 };

/** The longest list that pages reach, as documented for asset searches. */
export const MOST_BY_PAGES = 10_000;

/** Assets of one page; 1000 are known to work. */
export const PAGE = 1000;

interface Ask {
	/** What it is about, for "… was not found". */
	thing: string;
	/** Whether doing it twice has the effect of doing it once. */
	repeatable: boolean;
	/** What to look at when the outcome is unknown. */
	check: string;
	/** Texts that no message may hold. */
	secrets?: readonly string[];
	/** What a missing permission means here. */
	permission?: string;
	/** What else to try when Dash does not understand the body. */
	unclear?: string;
}

/** A value without secrets, whatever it is. */
export function withoutSecrets<T>(value: T, secrets: readonly string[]): T {
	const known = secrets.filter((secret) => secret !== '');
	if (known.length === 0) return value;
	const clean = (one: unknown): unknown => {
		if (typeof one === 'string') {
			return known.reduce((text, secret) => text.split(secret).join('[hidden]'), one);
		}
		if (Array.isArray(one)) return one.map(clean);
		if (!isObject(one)) return one;
		return Object.fromEntries(Object.entries(one).map(([key, each]) => [key, clean(each)]));
	};
	return clean(value) as T;
}

/** Dash's own words in an error: its title and its message. */
function ownWords(body: unknown): string {
	if (!isObject(body)) return '';
	return [body.error, body.message]
		.filter((one): one is string => typeof one === 'string' && one !== '')
		.join(': ');
}

function refusal({ status, body }: Answer, ask: Ask): PlatformError {
	const words = withoutSecrets(ownWords(body), ask.secrets ?? []);
	const said = words ? `Dash said: ${words}.` : '';
	const error = (message: string, advice = '') =>
		new PlatformError({
			message,
			advice: [advice, said].filter(Boolean).join(' ') || undefined,
			code: String(status),
		});
	switch (true) {
		case status === 401:
			return error(
				'Dash did not accept the access token',
				'It may be wrong or expired. Open the Dash credential, check it or connect it again, and test it.',
			);
		case status === 403:
			return error('Dash does not allow this user to do that', ask.permission);
		case status === 404:
			return error(
				`${ask.thing} was not found in Dash`,
				'Check the ID, and that the credential belongs to the account that has it.',
			);
		case status >= 300 && status < 400:
			return error(
				'Dash answered with a redirect, which was not followed so that the token stays with Dash',
				"Check 'API Base URL' in the Dash credential.",
			);
		default:
			return error(
				words ? `Dash refused this: ${words}` : `Dash refused this (HTTP status ${status})`,
				ask.unclear,
			);
	}
}

const judgeFor =
	(ask: Ask) =>
	(answer: Answer): Verdict => {
		const transport = judgeTransport(answer);
		if (transport) return transport;
		if (answer.status >= 300) return { kind: 'refused', error: refusal(answer, ask) };
		return { kind: 'accepted' };
	};

/**
 * Connects to the Dash account that the node's credential names.
 *
 * @throws UserError for an API base URL that is not safe
 */
export async function connectDash(context: RequestContext): Promise<Dash> {
	const choice = parameter<string>(context, 'dashAuthentication', 'oAuth2');
	const credentialType = DASH_CREDENTIALS.get(choice);
	if (credentialType === undefined) {
		throw new PlatformError({
			message: 'No Dash account is chosen, but an item names a Dash asset',
			advice: "Choose how to log in under 'Dash Account', and a credential.",
		});
	}
	const credentials = await context.getCredentials(credentialType);
	const origin = dashOrigin(credentials);
	const key = createHash('sha256')
		.update(
			`${origin}\n${credentialType}\n${String(credentials.clientId ?? credentials.accessToken)}`,
		)
		.digest('hex');
	return new Dash(context, credentialType, origin, bucketFor(key, BUCKET));
}

/** What a job of Dash says of itself, as far as it can be told: its documented fields are few. */
export type JobState = 'running' | 'done' | 'failed';

/**
 * Reads the state of a job. All jobs of Dash have `id` and `progress`, finished ones `dateCompleted`;
 * further names are inferred. Whether `progress` counts to 1 or 100 is not documented, so 1 counts as
 * running.
 */
export function jobState(job: unknown): JobState {
	if (!isObject(job)) return 'running';
	const state = [job.status, job.state, job.type].map((one) =>
		typeof one === 'string' ? one : '',
	);
	if (job.dateFailed || state.some((one) => /fail|error|cancel/i.test(one))) return 'failed';
	if (job.dateCompleted || state.some((one) => /complete|success|finish|done/i.test(one))) {
		return 'done';
	}
	return Number(job.progress) === 100 ? 'done' : 'running';
}

/**
 * Names under which a link to a file may stand (inferred; Dash's schemas are not public). Not
 * `previewUrl`, as Dash calls the smaller picture: that must not go to a shop in the file's place.
 */
const LINKS = ['downloadUrl', 'downloadUri', 'url', 'uri', 'link', 'href'];

/** The first link in a value: by the best name, wherever it stands. */
export function linkIn(value: unknown, names: readonly string[] = LINKS): string | undefined {
	for (const name of names) {
		const found = linkNamed(value, name);
		if (found !== undefined) return found;
	}
	return undefined;
}

function linkNamed(value: unknown, name: string): string | undefined {
	if (Array.isArray(value)) {
		for (const one of value) {
			const found = linkNamed(one, name);
			if (found !== undefined) return found;
		}
		return undefined;
	}
	if (!isObject(value)) return undefined;
	const own = value[name];
	if (typeof own === 'string' && /^https?:\/\//i.test(own)) return own;
	return Object.values(value)
		.map((one) => linkNamed(one, name))
		.find((one) => one !== undefined);
}

/** What Dash hands out: the result of an asset's download. */
export interface AssetFile {
	/** A signed address, valid for a short time; asked for without the token. */
	link: string;
	name: string;
}

/**
 * One Dash account's API.
 */
export class Dash {
	constructor(
		private readonly context: RequestContext,
		private readonly credentialType: string,
		private readonly origin: string,
		private readonly bucket: Bucket,
	) {}

	get signal(): AbortSignal | undefined {
		return 'getExecutionCancelSignal' in this.context
			? (this.context as IExecuteFunctions).getExecutionCancelSignal()
			: undefined;
	}

	private async request(
		method: IHttpRequestMethods,
		path: string,
		body: IDataObject | undefined,
		ask: Ask,
	): Promise<IDataObject> {
		const answer = await send(this.context, {
			credentialType: this.credentialType,
			options: () => ({
				method,
				url: `${this.origin}${path}`,
				headers: { accept: 'application/json' },
				...(body ? { body: structuredClone(body) } : {}),
				json: true,
			}),
			cost: 1,
			bucket: this.bucket,
			repeatable: ask.repeatable,
			check: ask.check,
			judge: judgeFor(ask),
			report: ({ status }) => (status === 429 ? { available: 0 } : undefined),
			signal: this.signal,
		});
		return isObject(answer.body) ? answer.body : {};
	}

	/** Reads an asset: `{ result, permittedActions }`. */
	async asset(id: string): Promise<IDataObject> {
		return await this.request('GET', `/assets/${encodeURIComponent(id)}`, undefined, {
			thing: `The asset '${id}'`,
			repeatable: true,
			check: '',
			permission: 'The user needs the permission to view this asset (VIEW_ASSET).',
		});
	}

	/** One page of an asset search: at most 10,000 assets can be reached by pages. */
	async search(body: IDataObject, from: number, pageSize: number): Promise<IDataObject> {
		return await this.request(
			'POST',
			'/asset-searches',
			{ ...body, from, pageSize },
			this.searching,
		);
	}

	/** The next part of a search of any length. @param scrollId of the part before */
	async scroll(body: IDataObject, pageSize: number, scrollId?: string): Promise<IDataObject> {
		return await this.request(
			'POST',
			'/asset-scroll-searches',
			{ ...body, pageSize, ...(scrollId === undefined ? {} : { scrollId }) },
			this.searching,
		);
	}

	private readonly searching: Ask = {
		thing: 'The search',
		repeatable: true,
		check: '',
		permission: 'The user needs the permission to view assets (VIEW_ASSET).',
		unclear: "Check 'Criterion' and 'Sorts': Dash wants objects with a 'type'.",
	};

	/**
	 * Makes an export job.
	 *
	 * @param access the shop's address and a token of it, which goes to Dash and nowhere else
	 * @returns `{ result, permittedActions }`, without the token
	 */
	async createExportJob(
		access: { shop: string; token: string },
		items: IDataObject[],
	): Promise<IDataObject> {
		const secrets = [access.token];
		const answer = await this.request(
			'POST',
			'/shopify-export-jobs',
			{ shop: access.shop, shopifyAccessToken: access.token, items },
			{
				thing: 'The shop or an asset',
				repeatable: false,
				check: 'whether the images have come to the products',
				secrets,
				permission:
					"The Dash user needs the permission EXPORT_TO_SHOPIFY: an admin of the account switches on the Shopify integration, and lets the user's group export to it.",
				unclear:
					"The form of 'source' is not published by Dash. Compare it with what Dash's web app sends, and give your own form under 'Job Options', or the source as JSON.",
			},
		);
		return withoutSecrets(answer, secrets);
	}

	/**
	 * Reads an export job. That it can be read is inferred from Dash's other jobs.
	 *
	 * @returns undefined when Dash offers no status of export jobs
	 */
	async exportJob(id: string): Promise<IDataObject | undefined> {
		return await this.job('/shopify-export-jobs', id, `The export job '${id}'`).catch(
			(error: unknown) => {
				const code = error instanceof PlatformError ? error.code : undefined;
				if (code === '404' || code === '405' || code === '501') return undefined;
				throw error;
			},
		);
	}

	private async job(path: string, id: string, thing: string): Promise<IDataObject> {
		return await this.request('GET', `${path}/${encodeURIComponent(id)}`, undefined, {
			thing,
			repeatable: true,
			check: '',
		});
	}

	/**
	 * Where the file of an asset can be fetched: by a download job, which Dash's introduction names.
	 * The job's body and the name of the link in its answer are inferred. Where there is no such job,
	 * the link that the asset itself shows is taken.
	 *
	 * @param options body of the job and name of the link, where the inferred ones do not fit
	 */
	async file(
		id: string,
		options: { body?: IDataObject; link?: string; maxMs: number },
	): Promise<AssetFile> {
		const { result: asset } = await this.asset(id);
		const current = isObject(asset) ? asset.currentAssetFile : undefined;
		const name = isObject(current)
			? [current.filename, current.fileName, current.name].find((one) => typeof one === 'string')
			: undefined;
		const names = options.link ? [options.link] : LINKS;
		const link = (await this.downloadLink(id, names, options)) ?? linkIn(asset, names);
		if (link !== undefined) return { link, name: typeof name === 'string' ? name : '' };
		throw new PlatformError({
			message: `Dash gives no link to the file of the asset '${id}'`,
			advice:
				"Check that the user may download it (DOWNLOAD_ASSET). If Dash's answer has the link under another name, give it as 'Link Field'.",
		});
	}

	private async downloadLink(
		id: string,
		names: readonly string[],
		{ body, maxMs }: { body?: IDataObject; maxMs: number },
	): Promise<string | undefined> {
		const made = await this.request('POST', '/asset-download-jobs', body ?? { assetId: id }, {
			thing: 'The download',
			// Nothing changes in Dash by a download that nobody fetches.
			repeatable: true,
			check: '',
			permission: 'The user needs the permission to download this asset (DOWNLOAD_ASSET).',
		}).catch((error: unknown) => {
			const code = error instanceof PlatformError ? error.code : undefined;
			if (code === '400' || code === '404' || code === '405') return undefined;
			throw error;
		});
		if (!made) return undefined;
		const end = Date.now() + maxMs;
		let job = made.result;
		for (let pause = 250; ; pause = Math.min(pause * 1.5, 5000)) {
			const link = linkIn(job, names);
			if (link !== undefined) return link;
			const jobId = isObject(job) ? job.id : undefined;
			if (typeof jobId !== 'string' || jobState(job) !== 'running') return undefined;
			if (Date.now() + pause > end) {
				throw new PlatformError({
					message: `Dash has not prepared the file of the asset '${id}' in time`,
					advice: 'Run the item again later.',
				});
			}
			await sleep(pause, this.signal);
			job = (await this.job('/asset-download-jobs', jobId, 'The download')).result;
		}
	}

	/**
	 * Waits for an export job, as far as Dash tells how it is.
	 *
	 * @returns the last answer, or undefined when Dash offers no status
	 */
	async untilExported(id: string, maxMs: number): Promise<IDataObject | undefined> {
		const end = Date.now() + maxMs;
		for (let pause = 500; ; pause = Math.min(pause * 1.5, 15_000)) {
			const answer = await this.exportJob(id);
			if (!answer || jobState(answer.result) !== 'running') return answer;
			if (Date.now() + pause > end) {
				throw new PlatformError({
					message: `The export job '${id}' has not ended after ${Math.round(maxMs / 1000)} seconds`,
					advice: 'It goes on in Dash. Do not start it again: get its state later.',
					outcomeUnknown: true,
				});
			}
			await sleep(pause, this.signal);
		}
	}
}
