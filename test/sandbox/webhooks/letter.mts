import { createHmac } from 'node:crypto';

/** How a platform signs and labels its deliveries. Header names are as the platform writes them. */
export interface Sender {
	platform: string;
	/** Key of the signatures, and how their bytes are written. */
	secret: string;
	encoding: 'base64' | 'hex';
	header: {
		signature: string;
		topic: string;
		shop: string;
		/** The delivery's id: the same in every repeat. */
		delivery: string;
		/** The event's id, where the platform has one. */
		event?: string;
		/** When the event happened, where the platform says so. */
		triggered?: string;
	};
	/** How often a failed delivery is repeated, and over how long (ms, before scaling). */
	retries: { count: number; windowMs: number };
	/** A new delivery id. */
	deliveryId: () => string;
	/** Told when the last repeat of a delivery has failed. */
	givenUp: (subscription: string) => void;
}

export interface Attempt {
	/** When it began, ms since 1970. */
	at: number;
	/** HTTP status; 0 when there was no answer. */
	status: number;
	/** How long the answer took, ms. */
	took: number;
	/** Beginning of the answer's body, or what went wrong. */
	answer: string;
}

/** Every way in which a letter can be sent; `genuine` is the platform's own. */
export const KINDS = [
	'genuine',
	/** The same delivery once more. */
	'repeat',
	/** The same event by another subscription: another delivery id, the same event id. */
	'sameEvent',
	/** Genuine, but the event is three days old. */
	'late',
	'wrongSecret',
	'wrongSignature',
	'unsigned',
	/** One character of the body was changed after signing. */
	'tampered',
	/** The body is missing, the signature is the original one. */
	'empty',
	/** Correctly signed, but from another shop, or of a topic nobody asked for. */
	'wrongShop',
	'wrongTopic',
	/** Correctly signed, but not JSON in UTF-8. */
	'notUtf8',
	/** Correctly signed, but cut off in the middle. */
	'brokenJson',
	/** Correctly signed, a little more than 5 MB. */
	'oversized',
	/** Correctly signed, said to be plain text, or a form with files. */
	'wrongContentType',
	'multipart',
] as const;
export type Kind = (typeof KINDS)[number];

/** Kinds whose sender does not hold the secret. */
export const FORGERIES = [
	'wrongSecret',
	'wrongSignature',
	'unsigned',
	'tampered',
	'empty',
] as const satisfies readonly Kind[];

export interface Letter {
	/** Running number, 1 first. */
	number: number;
	platform: string;
	kind: Kind;
	/** Number of the genuine letter that this one was made from; its own for a genuine one. */
	original: number;
	topic: string;
	subscription: string;
	address: string;
	headers: Record<string, string>;
	body: Buffer;
	attempts: Attempt[];
	/** `outside`: the address is not on loopback, so nothing is sent. */
	state: 'held' | 'underway' | 'delivered' | 'failed' | 'outside';
}

const DAY = 86_400_000;

/** The signature of a body, as the sender writes it. */
export function signature(sender: Sender, body: Buffer, secret = sender.secret): string {
	return createHmac('sha256', secret).update(body).digest(sender.encoding);
}

/** JSON as a Rails application writes it: `&`, `<`, `>` escaped, so that only the raw bytes verify. */
export function railsJson(value: unknown): Buffer {
	const text = JSON.stringify(value).replace(/[&<>\u2028\u2029]/g, (char) => {
		return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
	});
	return Buffer.from(text);
}

type Content = Pick<Letter, 'headers' | 'body'>;

const signed = (sender: Sender, { headers, body }: Content): Content => ({
	headers: { ...headers, [sender.header.signature]: signature(sender, body) },
	body,
});

const labelled = ({ headers, body }: Content, label: string, value: string): Content => ({
	headers: { ...headers, [label]: value },
	body,
});

const VARIANTS: Record<Kind, (content: Content, sender: Sender) => Content> = {
	genuine: (content) => content,
	repeat: (content) => content,
	sameEvent: (content, { header, deliveryId }) => labelled(content, header.delivery, deliveryId()),
	late: (content, { header, deliveryId }) => {
		const renewed = labelled(content, header.delivery, deliveryId());
		const withEvent = header.event ? labelled(renewed, header.event, deliveryId()) : renewed;
		if (header.triggered === undefined) return withEvent;
		const happened = Date.parse(content.headers[header.triggered]) - 3 * DAY;
		return labelled(withEvent, header.triggered, new Date(happened).toISOString());
	},
	wrongSecret: (content, sender) => {
		const forged = signature(sender, content.body, 'not-the-secret');
		return labelled(content, sender.header.signature, forged);
	},
	wrongSignature: (content, sender) => {
		const text = content.headers[sender.header.signature];
		return labelled(
			content,
			sender.header.signature,
			(text[0] === 'a' ? 'b' : 'a') + text.slice(1),
		);
	},
	unsigned: (content, sender) => without(content, sender.header.signature),
	tampered: ({ headers, body }) => {
		const changed = Buffer.from(body);
		// A digit near the end, so that the body stays JSON.
		const at = changed.toString('latin1').search(/\d(?=\D*$)/);
		changed[at] = changed[at] === 0x37 ? 0x38 : 0x37;
		return { headers, body: changed };
	},
	empty: ({ headers }) => ({ headers, body: Buffer.alloc(0) }),
	wrongShop: (content, { header }) => labelled(content, header.shop, 'another-shop.example'),
	wrongTopic: (content, { header }) => labelled(content, header.topic, 'nobody/asked'),
	notUtf8: (content, sender) =>
		signed(sender, {
			headers: content.headers,
			body: Buffer.concat([
				Buffer.from('{"id":1,"note":"'),
				Buffer.from([0xff, 0xfe, 0xc3]),
				Buffer.from('"}'),
			]),
		}),
	oversized: (content, sender) => {
		const body = JSON.parse(content.body.toString('utf8')) as object;
		const padding = 'x'.repeat(5 * 1024 * 1024);
		return signed(sender, { headers: content.headers, body: railsJson({ ...body, padding }) });
	},
	brokenJson: ({ headers, body }, sender) =>
		signed(sender, { headers, body: body.subarray(0, Math.floor(body.length / 2)) }),
	wrongContentType: (content) => labelled(content, 'Content-Type', 'text/plain'),
	multipart: (content) => labelled(content, 'Content-Type', 'multipart/form-data; boundary=x'),
};

/** The content of a letter as a kind of it; `missing` names headers that are left out. */
export function variant(
	letter: Content,
	kind: Kind,
	sender: Sender,
	missing: string[] = [],
): Content {
	// A repeat's content is the letter itself: only these two parts of it are handed on.
	const { headers, body } = missing.reduce(without, VARIANTS[kind](letter, sender));
	return { headers, body };
}

function without({ headers, body }: Content, name: string): Content {
	const kept = Object.entries(headers).filter(
		([each]) => each.toLowerCase() !== name.toLowerCase(),
	);
	return { headers: Object.fromEntries(kept), body };
}

/** Signs a genuine body and puts the platform's headers on it. */
export function genuine(sender: Sender, headers: Record<string, string>, body: Buffer): Content {
	return signed(sender, { headers: { 'Content-Type': 'application/json', ...headers }, body });
}
