import { createHash, createHmac, timingSafeEqual } from 'crypto';
import type { IDataObject } from 'n8n-workflow';

/** How a platform writes the digest into its signature header. */
export type SignatureEncoding = 'base64' | 'hex';

/** Names of a platform's headers, in lower case. */
export interface HeaderNames {
	signature: string;
	topic: string;
	shop: string;
	/** The delivery, the same when it is repeated. */
	delivery: string;
	/** The event, the same over several subscriptions. */
	event?: string;
	apiVersion?: string;
	triggeredAt?: string;
}

/** A webhook call as it came in, before anything of it is believed. */
export interface Call {
	headers: Record<string, string | string[] | undefined>;
	body: Buffer;
}

/** What a genuine call must fit. */
export interface Expectation {
	names: HeaderNames;
	encodings: readonly SignatureEncoding[];
	/** The current secret first, then the one before it. Empty ones do not count. */
	secrets: readonly unknown[];
	/** Domain of the shop. */
	shop: string;
	/** Topics that this node has subscribed to. */
	topics: readonly string[];
	/** Makes topics comparable, however they are written. */
	topicKey(topic: string): string;
	/** How old a payload may be by its own, signed time, in ms; 0 for any age. */
	maxAgeMs?: number;
}

/** A call that was signed by the platform for this shop and topic. */
export interface Delivery {
	topic: string;
	shop: string;
	deliveryId: string;
	eventId: string | null;
	apiVersion: string | null;
	triggeredAt: string | null;
	payload: IDataObject;
}

/** What became of checking a call. `reason` says it without secrets. */
export type Judgement =
	| { kind: 'genuine'; delivery: Delivery }
	| { kind: 'refused'; status: 400 | 401 | 403; reason: string };

const DIGEST = { base64: /^[A-Za-z0-9+/]{43}=$/, hex: /^[0-9a-f]{64}$/i };

/**
 * Whether a body was signed with one of the secrets: HMAC-SHA256 over the raw bytes.
 * All combinations are compared in constant time, so that an answer's time tells nothing.
 */
export function isSigned(
	body: Buffer,
	signature: string,
	secrets: readonly unknown[],
	encodings: readonly SignatureEncoding[],
): boolean {
	const given = encodings
		.filter((encoding) => DIGEST[encoding].test(signature))
		.map((encoding) => Buffer.from(signature, encoding));
	let signed = false;
	for (const secret of usableSecrets(secrets)) {
		const digest = createHmac('sha256', secret).update(body).digest();
		for (const one of given) signed = timingSafeEqual(digest, one) || signed;
	}
	return signed;
}

/** The secrets that can sign: an empty one would let everybody sign. */
export const usableSecrets = (secrets: readonly unknown[]): string[] =>
	secrets
		.filter((secret): secret is string => typeof secret === 'string')
		.map((secret) => secret.trim())
		.filter((secret) => secret !== '');

/** `https://My-Shop.example.com/` → `my-shop.example.com` */
export const domainOf = (text: string): string =>
	text
		.trim()
		.toLowerCase()
		.replace(/^https?:\/\//, '')
		.replace(/\/.*$/, '');

/** A topic as most platforms write it. */
export const topicName = (topic: string): string => topic.trim().toLowerCase();

const sha256 = (content: Buffer | string): string =>
	createHash('sha256').update(content).digest('base64url');

/** The body as an object; undefined when it is no JSON. Bytes that are not UTF-8 become U+FFFD. */
function parsed(body: Buffer): IDataObject | undefined {
	try {
		const value = JSON.parse(body.toString('utf8').replace(/^\uFEFF/, '')) as unknown;
		const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
		return isRecord ? (value as IDataObject) : { data: value as IDataObject };
	} catch {
		return undefined;
	}
}

/**
 * Checks a call: first its signature over the raw bytes, and only then anything else.
 *
 * - 401: no signature, a wrong one, or nothing that could be signed
 * - 400: signed, but without topic or shop, or not JSON
 * - 403: signed, but for another shop, about a topic that this node has not subscribed to, or too old
 *
 * The platforms sign the body only, not the headers.
 */
export function judgeCall({ headers, body }: Call, expected: Expectation): Judgement {
	const { names } = expected;
	const header = (name: string | undefined): string => {
		const value = name === undefined ? undefined : headers[name];
		return (Array.isArray(value) ? '' : (value ?? '')).trim();
	};
	const refuse = (status: 400 | 401 | 403, reason: string): Judgement => ({
		kind: 'refused',
		status,
		reason,
	});
	const signature = header(names.signature);
	if (signature === '') return refuse(401, 'There is no signature');
	if (body.length === 0) return refuse(401, 'There is no signed body');
	if (!isSigned(body, signature, expected.secrets, expected.encodings)) {
		return refuse(401, 'The signature does not fit');
	}
	const topic = header(names.topic);
	const shop = domainOf(header(names.shop));
	if (topic === '') return refuse(400, 'There is no topic');
	if (shop === '') return refuse(400, 'There is no shop');
	if (shop !== domainOf(expected.shop)) return refuse(403, 'This is not about the expected shop');
	if (!expected.topics.some((one) => expected.topicKey(one) === expected.topicKey(topic))) {
		return refuse(403, 'This topic is not subscribed to');
	}
	const payload = parsed(body);
	if (payload === undefined) return refuse(400, 'The body is not JSON');
	const at = statedTime(topic, payload);
	const { maxAgeMs = 0 } = expected;
	if (maxAgeMs > 0 && at !== undefined && Date.now() - at > maxAgeMs) {
		return refuse(403, 'This event is older than the node allows');
	}
	return {
		kind: 'genuine',
		delivery: {
			topic,
			shop,
			// Without the header the content stands for it: a repetition has the same.
			deliveryId: header(names.delivery) || sha256(body),
			eventId: header(names.event) || null,
			apiVersion: header(names.apiVersion) || null,
			triggeredAt: header(names.triggeredAt) || null,
			payload,
		},
	};
}

/** Fields in which payloads say when they came to be what they are, and when they came to be at all. */
const CHANGED = ['updated_at', 'update_time'];
const CREATED = ['created_at', 'create_time'];

/** A topic about something new, which comes once for each record: `orders/create`. */
const CREATION = /(?:^|[^a-z])create$/i;

/**
 * The time that a payload itself, and with it the signature, states; in ms since the epoch.
 *
 * When a record was created is the time of its creation only: it says nothing about a later event,
 * and is the same in all of them.
 */
export function statedTime(topic: string, payload: IDataObject): number | undefined {
	for (const name of CREATION.test(topic.trim()) ? [...CHANGED, ...CREATED] : CHANGED) {
		const at = Date.parse(String(payload[name] ?? ''));
		if (!Number.isNaN(at)) return at;
	}
	return undefined;
}

/** What a payload is about, as text; undefined when it does not say. */
export const subjectOf = (payload: IDataObject): string | undefined => {
	const id = payload.id ?? payload.admin_graphql_api_id;
	return typeof id === 'string' || typeof id === 'number' ? String(id) : undefined;
};

/**
 * The names under which a delivery is remembered. One that is known makes it a repetition:
 *
 * - its own id, the same at every attempt of the platform
 * - its event, topic and record: the same over several subscriptions (Shopify). The record belongs to
 *   it, because it is not documented that one event is about one record only
 * - its content, if that states a time: headers are not signed, so an old call could come with new ones.
 *   Content without a time may come again for good reasons (the same thing deleted twice)
 */
export function namesOf(delivery: Delivery, body: Buffer): string[] {
	const { topic, deliveryId, eventId, payload } = delivery;
	const content = sha256(body);
	return [
		`delivery ${topic} ${deliveryId}`,
		...(eventId ? [`event ${topic} ${eventId} ${subjectOf(payload) ?? content}`] : []),
		...(statedTime(topic, payload) !== undefined ? [`content ${topic} ${content}`] : []),
	];
}
