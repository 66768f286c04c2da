import { UserError } from 'n8n-workflow';

import { PINNED_VERSION } from './versions';

/** The fields of a credential that decide where its token may go. */
export interface ShopAddress {
	/** `my-shop`, `my-shop.myshopify.com` or the address of the shop's admin */
	shop: string;
	/** A gateway or a test server in place of the shop's own address; empty by default */
	baseUrl?: string;
}

/*
 * Both patterns are also written into n8n expressions (see originExpression), so they keep to
 * plain ASCII, case-insensitive and without the unicode flag: letters that only look like a-z, or
 * become one when lower-cased, never match.
 */
const NAME = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const REST = '[/?#][^\\s\\\\@]*';

const SHOP = new RegExp(
	`^(?:(${NAME})` +
		`|(?:https?:[/][/])?(${NAME})[.]myshopify[.]com(?:[/]|[/]admin(?:${REST})?)?` +
		`|(?:https?:[/][/])?admin[.]shopify[.]com[/]store[/](${NAME})(?:${REST})?)$`,
	'i',
);

const BASE_URL = new RegExp(
	`^(?:https:[/][/](?:${NAME}(?:[.]${NAME})*|\\[::1\\])|http:[/][/](?:127[.]0[.]0[.]1|localhost|\\[::1\\]))` +
		'(?::\\d{1,5})?(?:[/][\\w~-][\\w.~-]*)*[/]*$',
	'i',
);

/**
 * The scheme of what originExpression gives for a refused address. n8n's message about an OAuth
 * address quotes the scheme, which makes it the one place where an advice can stand.
 */
const REFUSED = 'shop-must-be-like-my-shop.myshopify.com-and-base-url-empty-or-https:';

/** What is shown of a refused value: short, on one line, and never the part of a user and password. */
function quoted(value: string): string {
	const shown = value.replace(/\s+/g, ' ').replace(/[^/]*@/, '…@');
	return `"${shown.length > 80 ? `${shown.slice(0, 79)}…` : shown}"`;
}

/**
 * The shop's domain.
 *
 * In: what the user typed into 'Shop': `my-shop`, `my-shop.myshopify.com`, or an address from the
 * browser (`https://admin.shopify.com/store/my-shop/…`, `https://my-shop.myshopify.com/admin/…`).
 * Case and surrounding spaces do not matter. Out: `my-shop.myshopify.com`, in lower case.
 * Throws a UserError for anything else: a token is sent to no other host.
 */
export function shopDomain(shop: string): string {
	const value = typeof shop === 'string' ? shop.trim() : '';
	if (!value) {
		throw new UserError(
			"'Shop' is empty. Enter the shop's name as in my-shop.myshopify.com, for example my-shop.",
		);
	}
	const match = SHOP.exec(value);
	if (!match) {
		throw new UserError(
			`'Shop' is ${quoted(value)}, which is not the address of a Shopify shop, so nothing was sent there. Enter the shop's name (my-shop), its address (my-shop.myshopify.com) or the address of its admin. The shop's own domain does not work here.`,
		);
	}
	return `${(match[1] ?? match[2] ?? match[3]).toLowerCase()}.myshopify.com`;
}

/**
 * The address that all requests of a credential begin with, without a slash at its end.
 *
 * In: the credential's `shop` and `baseUrl`. Out: the base URL when there is one, otherwise
 * `https://my-shop.myshopify.com`. Throws a UserError for a shop that is none (also beside a base
 * URL), and for a base URL with a query, a fragment, a user or a password, or with plain http to
 * another host than this machine.
 */
export function shopOrigin(credentials: ShopAddress): string {
	const domain = shopDomain(credentials.shop);
	const baseUrl = typeof credentials.baseUrl === 'string' ? credentials.baseUrl.trim() : '';
	if (!baseUrl) return `https://${domain}`;
	const url = BASE_URL.test(baseUrl) ? parsed(baseUrl) : undefined;
	if (!url) {
		throw new UserError(
			`'API Base URL' is ${quoted(baseUrl)}, which cannot be used. Leave it empty, or enter an address such as https://gateway.example.com/shopify, without a query, a user or a password. Plain http is accepted for localhost, 127.0.0.1 and [::1] only.`,
		);
	}
	return url.href.replace(/\/+$/, '');
}

/** The path of the GraphQL Admin API, for example `/admin/api/2026-10/graphql.json`. */
export function graphqlPath(version: string = PINNED_VERSION): string {
	return `/admin/api/${version}/graphql.json`;
}

/**
 * The full address of a request that carries the shop's token.
 *
 * In: an origin from shopOrigin, the request's address (a path, or a full address), and what a path
 * is added to, by default the origin. Out: the full address. Throws a UserError when it lies outside the origin: on another host, port or scheme, or
 * outside the path of a gateway.
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
			`The token of this credential belongs to ${home.host}${root}, so a request to ${url?.host ? quoted(url.host) : 'another address'} was not sent. Use a path of the Admin API, or a credential for that address.`,
		);
	}
	return url.href;
}

/**
 * The rule of shopOrigin as text for an n8n expression, for the places where n8n takes an address
 * but no function: `$self` in the fields of an OAuth2 credential, `$credentials` in its test.
 *
 * Out: `{{ … }}`, which gives the origin. For a shop or base URL that shopOrigin refuses it gives
 * text with a scheme that no client sends anything to.
 */
export function originExpression(data: '$self' | '$credentials'): string {
	return `{{ ${withOrigin(data, '(origin) => origin', REFUSED)} }}`;
}

/** Like originExpression, but gives only the host's name; empty for a refused address. */
export function hostExpression(data: '$self' | '$credentials'): string {
	const host = '(origin) => origin.replace(/^https?:[/][/]/i, "").replace(/(:\\d+)?([/].*)?$/, "")';
	return `{{ ${withOrigin(data, host, '')} }}`;
}

/** JavaScript that applies a function to the origin of `data`, or gives the text `refused`. */
function withOrigin(data: string, apply: string, refused: string): string {
	const text = (field: string) => `String(${data}["${field}"] ?? "").trim()`;
	const pick =
		'(shop, base) => !shop ? null' +
		` : base === "" ? "https://" + (shop[1] || shop[2] || shop[3]).toLowerCase() + ".myshopify.com"` +
		` : ${String(BASE_URL)}.test(base) ? base.replace(/[/]+$/, "") : null`;
	const origin = `(${pick})(${text('shop')}.match(${String(SHOP)}), ${text('baseUrl')})`;
	return `((origin) => origin === null ? ${JSON.stringify(refused)} : (${apply})(origin))(${origin})`;
}

/** A parsed address, or undefined for text that is none. */
function parsed(address: string): URL | undefined {
	try {
		return new URL(address);
	} catch {
		return undefined;
	}
}
