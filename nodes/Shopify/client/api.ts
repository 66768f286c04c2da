import type { IAdditionalCredentialOptions, IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { PlatformError } from '../../shared/errors';
import type { Bucket } from '../../shared/pacing';
import type { Answer, RequestContext } from '../../shared/request';
import { send } from '../../shared/request';
import type { Node } from '../payloads/payload';
import {
	deniedFields,
	envelopeOf,
	judge,
	reportedBucket,
	searchWarnings,
	userRefusal,
} from './answers';
import { documentCost, isQuery } from './cost';
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

/** A file that has not been sent after this time will not be. */
const UPLOAD_TIMEOUT_MS = 120_000;

/** What the wire needs to know of a shop. */
export interface Wire {
	credentialType: string;
	origin: string;
	version: ApiVersion;
	bucket: Bucket;
	/** REST has a bucket of its own. */
	restBucket: Bucket;
}

export interface MutationOptions {
	/** Whether doing it twice has the effect of doing it once. */
	repeatable: boolean;
	/**
	 * What Shopify says to a second request when it refuses to do a thing twice. After a lost answer
	 * that refusal means that the first request arrived.
	 */
	alreadyDone?: RegExp;
	/** What to look at in the shop when the outcome is unknown: "whether the order was cancelled". */
	check: string;
}

/**
 * The wire to one shop's Admin API: queries, mutations, polls and uploads, paced by the shop's bucket.
 */
export class AdminApi {
	/** The same shop over REST, for payloads that GraphQL has no source for. */
	readonly rest: RestClient;

	private waitedMs = 0;

	constructor(
		private readonly context: RequestContext,
		private readonly wire: Wire,
		private readonly hint: (message: string) => void,
	) {
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
		{ repeatable, check }: MutationOptions,
	): Promise<Answer> {
		const { bucket, credentialType, origin, version } = this.wire;
		const answer = await send(this.context, {
			credentialType,
			credentialOptions: OAUTH2_HEADER,
			options: () => ({
				method: 'POST',
				url: origin + graphqlPath(version),
				body: { query: text, variables },
				json: true,
			}),
			cost: documentCost(text, variables),
			bucket,
			repeatable,
			check,
			judge,
			report: reportedBucket,
			onWait: (ms) => this.noteWait(ms),
			signal: this.signal,
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

	/** Reads. @returns the answer's `data` */
	async query(text: string, variables: IDataObject = {}): Promise<Node> {
		const answer = await this.send(text, variables, { repeatable: true, check: '' });
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
		for (let attempt = 0; ; attempt++) {
			const answer = await this.send(text, variables, options);
			const [payload] = Object.values(envelopeOf(answer).data ?? {});
			const refusal = userRefusal(payload);
			const done = answer.repeated === true && options.alreadyDone?.test(refusal?.message ?? '');
			if (!refusal || done) return (payload ?? {}) as Node;
			// An earlier attempt with the same idempotency key is still running: its answer will come.
			const running = /currently in progress, please try again/i.test(refusal.message);
			if (!running || attempt >= MAX_RUNNING) throw refusal;
			await sleep(RUNNING_MS, this.signal);
		}
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
