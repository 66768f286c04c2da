import { UserError } from 'n8n-workflow';

/*
 * The patterns are also written into n8n expressions, so they keep to plain ASCII, case-insensitive
 * and without the unicode flag: letters that only look like a-z, or become one when lower-cased,
 * never match.
 */

/** One label of a host's name. */
export const HOST_LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';

/** A gateway, or a test server on this machine; without a query, a fragment, a user or a password. */
export const BASE_URL = new RegExp(
	`^(?:https:[/][/](?:${HOST_LABEL}(?:[.]${HOST_LABEL})*|\\[::1\\])|http:[/][/](?:127[.]0[.]0[.]1|localhost|\\[::1\\]))` +
		'(?::\\d{1,5})?(?:[/][\\w~-][\\w.~-]*)*[/]*$',
	'i',
);

/** What is shown of a refused value: short, on one line, and never the part of a user and password. */
export function quoted(value: string): string {
	const shown = value.replace(/\s+/g, ' ').replace(/[^/]*@/, '…@');
	return `"${shown.length > 80 ? `${shown.slice(0, 79)}…` : shown}"`;
}

/** A parsed address, or undefined for text that is none. */
function parsed(address: string): URL | undefined {
	try {
		return new URL(address);
	} catch {
		return undefined;
	}
}

/**
 * The address that all requests of a credential begin with, without a slash at its end.
 *
 * @param domain the shop's own, checked by the platform's rules
 * @param baseUrl the credential's API Base URL, used in its place when there is one
 * @throws UserError for a base URL with a query, a fragment, a user or a password, or with plain http
 * to another host than this machine
 */
export function originOf(domain: string, baseUrl: unknown): string {
	const given = typeof baseUrl === 'string' ? baseUrl.trim() : '';
	if (!given) return `https://${domain}`;
	const url = BASE_URL.test(given) ? parsed(given) : undefined;
	if (!url) {
		throw new UserError(
			`'API Base URL' is ${quoted(given)}, which cannot be used. Leave it empty, or enter an address such as https://gateway.example.com/shop, without a query, a user or a password. Plain http is accepted for localhost, 127.0.0.1 and [::1] only.`,
		);
	}
	return url.href.replace(/\/+$/, '');
}

/**
 * The full address of a request that carries a shop's token.
 *
 * @param origin where the credential belongs
 * @param address a path, or a full address
 * @param base what a path is added to
 * @throws UserError when it lies outside the origin: on another host, port or scheme, or outside the
 * path of a gateway
 */
export function addressWithin(origin: string, address: string, base: string = origin): string {
	const home = new URL(origin);
	const isFull = /^([a-z][a-z0-9+.-]*:|[/\\]{2})/i.test(address);
	const path = address.replace(/^\/+/, '');
	const url = parsed(isFull ? address : `${base.replace(/\/+$/, '')}/${path}`);
	const root = home.pathname.replace(/\/+$/, '');
	if (
		!url ||
		url.origin !== home.origin ||
		url.username !== '' ||
		url.password !== '' ||
		!`${url.pathname}/`.startsWith(`${root}/`)
	) {
		throw new UserError(
			`The token of this credential belongs to ${home.host}${root}, so a request to ${url?.host ? quoted(url.host) : 'another address'} was not sent. Use a path of the shop's API, or a credential for that address.`,
		);
	}
	return url.href;
}

/** Networks that only a machine itself or its neighbours reach (RFC 1918, 6598, 3927, 4193, 4291). */
const PRIVATE_IPV4 =
	/^(?:0|10|127)[.]|^169[.]254[.]|^192[.]168[.]|^172[.](?:1[6-9]|2\d|3[01])[.]|^100[.](?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])[.]/;

/** A whole address in numbers: a name may begin like one. */
const IPV4 = /^\d{1,3}(?:[.]\d{1,3}){3}$/;

const PRIVATE_IPV6 = /^\[(?:::|f[cd][\da-f]{2}:|fe[89ab][\da-f]:)/;

const PRIVATE_NAME = /^[^.]+$|[.](?:localhost|local|internal|lan|home[.]arpa)$/;

/**
 * Whether a host is named so that only its own network reaches it: 'localhost', '192.168.0.7', a
 * name without a dot such as that of a container. Names are not looked up.
 *
 * @param hostname as `URL` gives it, in lower case and with numbers in their usual form
 */
export const isPrivateHost = (hostname: string): boolean => {
	const name = hostname.replace(/[.]$/, '');
	if (name.startsWith('[')) return PRIVATE_IPV6.test(name);
	return IPV4.test(name) ? PRIVATE_IPV4.test(name) : PRIVATE_NAME.test(name);
};

/**
 * The address of a server that merchants run themselves, without a slash at its end.
 *
 * @param given https anywhere; plain http for hosts of a private network, such as a container
 * @param label the credential's field, for the text
 * @throws UserError for anything else, also for a query, a fragment, a user or a password
 */
export function serverOrigin(given: unknown, label: string): string {
	const value = typeof given === 'string' ? given.trim() : '';
	if (!value) {
		throw new UserError(
			`'${label}' is empty. Enter the address of the server, for example https://shop.example.com.`,
		);
	}
	const url = /^https?:[/][/][^\s\\?#@]+$/i.test(value) ? parsed(value) : undefined;
	if (!url || (url.protocol === 'http:' && !isPrivateHost(url.hostname))) {
		throw new UserError(
			`'${label}' is ${quoted(value)}, which cannot be used. Enter an address such as https://shop.example.com, without a query, a user or a password. Plain http is accepted for servers of a private network only, such as http://localhost:9000 or http://medusa:9000.`,
		);
	}
	return url.href.replace(/\/+$/, '');
}
