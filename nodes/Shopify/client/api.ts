import type { IAdditionalCredentialOptions, IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { PlatformError } from '../../shared/errors';
import type { Bucket } from '../../shared/pacing';
import type { Sharing } from '../../shared/operation';
import type { Answer, RequestContext } from '../../shared/request';
import type { ByteStream } from '../../shared/stream';
import { send, unknownOutcome } from '../../shared/request';
import type { Node } from '../payloads/payload';
import { isNode } from '../payloads/payload';
import {
	deniedFields,
	envelopeOf,
	judge,
	judgeTogether,
	reportedBucket,
	searchWarnings,
	stillRunning,
	userRefusal,
} from './answers';
import type { Download } from './bulkFile';
import { BulkImport } from './bulkImport';
import { documentCost, isQuery, learnCost, MAX_QUERY_COST } from './cost';
import type { ListPlace, MutationOptions } from './gather';
import { Gatherer } from './gather';
import { RestClient } from './rest';
import { graphqlPath } from './shopAddress';
import type { ApiVersion } from './versions';

/** n8n would send an OAuth2 token as Bearer; Shopify wants its own header. Other types ignore this. */
const OAUTH2_HEADER: IAdditionalCredentialOptions = {
	oauth2: { tokenType: 'Bearer', keyToIncludeInAccessTokenHeader: 'X-Shopify-Access-Token' },
};

/** A wait for the rate limit is worth a remark from this time on, in ms. */
const NOTABLE_WAIT_MS = 5000;

/** How often, and how long apart in ms, a mutation that is still running is asked for its answer. */
const MAX_RUNNING = 30;
const RUNNING_MS = 1000;
const WAITED = 'Shopify was still at work on it after half a minute.';

/** A file that has not been sent after this time will not be. */
const UPLOAD_TIMEOUT_MS = 120_000;

/** The context for a request that leaves although the execution was cancelled: n8n ends the others. */
const uncancelled = (context: RequestContext): RequestContext =>
	Object.create(context, {
		getExecutionCancelSignal: { value: () => undefined },
	}) as RequestContext;

/** What the wire needs to know of a shop. */
export interface Wire {
	credentialType: string;
	origin: string;
	version: ApiVersion;
	bucket: Bucket;
	/** REST has a bucket of its own. */
	restBucket: Bucket;
}

/**
 * The wire to one shop's Admin API: queries, mutations, polls and uploads, paced by the shop's bucket.
 */
export class AdminApi {
	/** The same shop over REST, for payloads that GraphQL has no source for. */
	readonly rest: RestClient;

	/** Whether requests of several items are put together. */
	readonly gathers: boolean;

	private waitedMs = 0;

	private readonly gatherer?: Gatherer;

	private readonly importer?: BulkImport;

	/** @param sharing how the items of a run may share requests; they do not when it is missing */
	constructor(
		private readonly context: RequestContext,
		private readonly wire: Wire,
		protected readonly hint: (message: string) => void,
		sharing?: Sharing,
	) {
		this.gathers = (sharing?.size ?? 1) > 1;
		// With a bulk import all items are under way, also where each sends its requests alone.
		if (sharing && (this.gathers || sharing.bulk)) {
			const carrier = {
				alone: this.finished.bind(this),
				shared: async (text: string, variables: IDataObject, options: MutationOptions) =>
					await this.send(text, variables, options, (answer) =>
						judgeTogether(answer, isQuery(text)),
					),
				running: stillRunning,
				most: () => Math.min(MAX_QUERY_COST, this.capacity),
			};
			this.gatherer = new Gatherer(carrier, sharing);
		}
		if (sharing?.bulk) {
			const { stopped } = sharing;
			this.importer = new BulkImport(this, { ...sharing.bulk, stopped, hint });
		}
		this.rest = new RestClient(context, {
			credentialType: wire.credentialType,
			credentialOptions: OAUTH2_HEADER,
			base: `${wire.origin}/admin/api/${wire.version}`,
			bucket: wire.restBucket,
			signal: () => this.signal,
			onWait: (ms) => this.noteWait(ms),
			remark: (answer) => this.remark(answer),
		});
	}

	get version(): ApiVersion {
		return this.wire.version;
	}

	/** Points that the shop's bucket holds. */
	get capacity(): number {
		return this.wire.bucket.capacity;
	}

	/** Ends waits and polls when the execution is cancelled. */
	get signal(): AbortSignal | undefined {
		return 'getExecutionCancelSignal' in this.context
			? (this.context as IExecuteFunctions).getExecutionCancelSignal()
			: undefined;
	}

	/**
	 * Sends a document and returns the whole answer.
	 *
	 * @throws PlatformError when Shopify refuses it or does not answer
	 */
	async send(
		text: string,
		variables: IDataObject,
		{ repeatable, keyed, check }: MutationOptions,
		judgeIt = judge,
		cancellable = true,
	): Promise<Answer> {
		const { bucket, credentialType, origin, version } = this.wire;
		const answer = await send(cancellable ? this.context : uncancelled(this.context), {
			credentialType,
			credentialOptions: OAUTH2_HEADER,
			options: () => ({
				method: 'POST',
				url: origin + graphqlPath(version),
				body: { query: text, variables },
				json: true,
			}),
			cost: () => documentCost(text, variables),
			bucket,
			repeatable,
			keyed,
			check,
			judge: judgeIt,
			report: (answer) => {
				const requested = envelopeOf(answer).extensions?.cost?.requestedQueryCost;
				if (typeof requested === 'number') learnCost(text, variables, requested);
				return reportedBucket(answer);
			},
			onWait: (ms) => this.noteWait(ms),
			signal: cancellable ? this.signal : undefined,
		});
		this.remark(answer);
		return answer;
	}

	private noteWait(ms: number) {
		this.waitedMs += ms;
		if (this.waitedMs > NOTABLE_WAIT_MS) {
			this.hint("Part of this run was spent waiting for Shopify's rate limit.");
		}
	}

	private remark(answer: Answer) {
		for (const remark of deniedFields(answer)) this.hint(remark);
		const served = answer.headers['x-shopify-api-version'];
		if (typeof served === 'string' && served !== '' && served !== this.version) {
			this.hint(
				`Shopify answered with API version ${served} instead of ${this.version}. Choose another 'API Version' under Options.`,
			);
		}
	}

	/** Sends until it is no longer told that an earlier attempt with the same key is running. */
	private async finished(
		text: string,
		variables: IDataObject,
		options: MutationOptions,
	): Promise<Answer> {
		for (let attempt = 0; ; attempt++) {
			const answer = await this.send(text, variables, options);
			if (!stillRunning(answer)) return answer;
			if (attempt >= MAX_RUNNING) {
				throw unknownOutcome('"still in progress"', options.check, undefined, WAITED);
			}
			await sleep(RUNNING_MS, this.signal);
		}
	}

	/** Asks alone, or together with other items that ask the same at the same time. */
	private async ask(text: string, variables: IDataObject, options: MutationOptions) {
		return this.gatherer
			? await this.gatherer.ask(text, variables, options)
			: await this.finished(text, variables, options);
	}

	/**
	 * Reads.
	 *
	 * @param more list: where items can stand in one list; first: see MutationOptions
	 * @returns the answer's `data`
	 */
	async query(
		text: string,
		variables: IDataObject = {},
		more: { list?: ListPlace; first?: boolean } = {},
	): Promise<Node> {
		const answer = await this.ask(text, variables, { ...more, repeatable: true, check: '' });
		for (const warning of searchWarnings(answer)) {
			this.hint(`Shopify did not use a part of the search. ${warning}`);
		}
		return envelopeOf(answer).data as Node;
	}

	/**
	 * Reads where a part of the search that Shopify ignores would give a wrong figure.
	 *
	 * @throws PlatformError naming the ignored part
	 */
	async strictQuery(text: string, variables: IDataObject): Promise<Node> {
		const answer = await this.send(text, variables, { repeatable: true, check: '' });
		const [warning] = searchWarnings(answer);
		if (warning !== undefined) {
			throw new PlatformError({
				message: 'Shopify did not use a part of the filters, so its answer would be wrong',
				advice: `${warning} Remove that filter, or use Get Many and count the items.`,
				code: 'SEARCH',
			});
		}
		return envelopeOf(answer).data as Node;
	}

	/**
	 * Changes something.
	 *
	 * @param text a document with one mutation
	 * @returns the mutation's payload
	 * @throws PlatformError for userErrors, with Shopify's words, field and code
	 */
	async mutate(text: string, variables: IDataObject, options: MutationOptions): Promise<Node> {
		const inBulk = this.importer?.takes(text)
			? await this.importer.ask(text, variables, options)
			: undefined;
		if (inBulk) this.remark(inBulk);
		const answer = inBulk ?? (await this.ask(text, variables, options));
		const [payload] = Object.values(envelopeOf(answer).data ?? {});
		if (!isNode(payload)) throw unknownOutcome('an answer without a result', options.check);
		const refusal = userRefusal(payload);
		const done = answer.repeated === true && options.alreadyDone?.test(refusal?.message ?? '');
		if (!refusal || done) return payload;
		throw refusal;
	}

	/**
	 * Reads again and again, with growing pauses, until something is true.
	 *
	 * @param maxMs how long
	 * @returns the data that made it true, or undefined when the time is over
	 */
	async poll(
		text: string,
		variables: IDataObject,
		done: (data: Node) => boolean,
		maxMs: number,
	): Promise<Node | undefined> {
		const end = Date.now() + maxMs;
		for (let pause = 250; ; pause = Math.min(pause * 1.5, 5000)) {
			const data = await this.query(text, variables);
			if (done(data)) return data;
			if (Date.now() + pause > end) return undefined;
			await sleep(pause, this.signal);
		}
	}

	/** Reads in a request of its own, whatever other items ask for. @returns the answer's `data` */
	async alone(text: string, variables: IDataObject = {}): Promise<Node> {
		const answer = await this.send(text, variables, { repeatable: true, check: '' });
		return envelopeOf(answer).data as Node;
	}

	/**
	 * Changes something in a request of its own.
	 *
	 * @returns the answer's `data`
	 * @throws PlatformError for userErrors
	 */
	async single(text: string, variables: IDataObject, options: MutationOptions): Promise<Node> {
		const data = envelopeOf(await this.send(text, variables, options)).data ?? {};
		for (const payload of Object.values(data)) {
			const refusal = userRefusal(payload);
			if (refusal) throw refusal;
		}
		return data;
	}

	/**
	 * Looks or cleans up after the execution was cancelled, which ends all other requests.
	 *
	 * @returns the answer's `data`; undefined when there is none, which nothing may depend on
	 */
	async afterwards(text: string, variables: IDataObject = {}): Promise<Node | undefined> {
		const options = { repeatable: true, check: '' };
		const answer = await this.send(text, variables, options, judge, false).catch(() => undefined);
		return (answer && envelopeOf(answer).data) ?? undefined;
	}

	/** A file at an address that Shopify gave, from a byte on. The shop's token is not sent there. */
	async download(url: string, from: number): Promise<Download> {
		const answer = (await this.context.helpers.httpRequest({
			method: 'GET',
			url,
			headers: {
				// Ranges count bytes as they are sent, so that they must not be compressed.
				'Accept-Encoding': 'identity',
				...(from > 0 ? { Range: `bytes=${from}-` } : {}),
			},
			encoding: 'stream',
			timeout: UPLOAD_TIMEOUT_MS,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
		})) as { statusCode: number; headers: IDataObject; body: ByteStream };
		const { statusCode: status, headers, body } = answer;
		return { status, headers, body: body as AsyncIterable<Buffer>, end: () => body.destroy() };
	}

	/** Sends a file to an address that Shopify gave for it. The shop's token is not sent there. */
	async upload(url: string, contentType: string, body: Buffer): Promise<{ status: number }> {
		const answer = (await this.context.helpers.httpRequest({
			method: 'POST',
			url,
			headers: { 'Content-Type': contentType },
			body,
			timeout: UPLOAD_TIMEOUT_MS,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
		})) as { statusCode: number };
		return { status: answer.statusCode };
	}

	/** Whatever the document is; for the user's own GraphQL. Mutations are not repeated. */
	async raw(text: string, variables: IDataObject): Promise<Node> {
		if (isQuery(text)) return await this.query(text, variables);
		const answer = await this.send(text, variables, {
			repeatable: false,
			check: 'whether the mutation was carried out',
		});
		for (const payload of Object.values(envelopeOf(answer).data ?? {})) {
			const refusal = userRefusal(payload);
			if (refusal) throw refusal;
		}
		return envelopeOf(answer).data as Node;
	}
}
