import { UserError } from 'n8n-workflow';

import { BASE_URL, HOST_LABEL as NAME, originOf, quoted } from '../../shared/address';
import type { ApiVersion } from './versions';
import { PINNED_VERSION } from './versions';

/** The fields of a credential that decide where its token may go. */
export interface ShopAddress {
	/** `my-shop`, `my-shop.myshoplaza.com` or an address of the shop's admin */
	shop: string;
	/** A gateway or a test server in place of the shop's own address; empty by default */
	baseUrl?: string;
}

/** Shoplazza's domain for shops has one z. */
const DOMAIN = 'myshoplaza.com';

/* The pattern is also written into n8n expressions (see originExpression). */
const SHOP = new RegExp(
	`^(?:(${NAME})|(?:https?:[/][/])?(${NAME})[.]myshoplaza[.]com(?:[/]|[/]admin(?:[/?#][^\\s\\\\@]*)?)?)$`,
	'i',
);

/** The scheme of what originExpression gives for a refused address: n8n's message quotes it. */
const REFUSED = `shop-must-be-like-my-shop.${DOMAIN}-and-base-url-empty-or-https:`;

/**
 * The shop's domain, `my-shop.myshoplaza.com` in lower case, from what the user typed into 'Shop'.
 *
 * @throws UserError for anything else: a token is sent to no other host
 */
export function shopDomain(shop: string): string {
	const value = typeof shop === 'string' ? shop.trim() : '';
	if (!value) {
		throw new UserError(
			`'Shop' is empty. Enter the shop's name as in my-shop.${DOMAIN}, for example my-shop.`,
		);
	}
	const match = SHOP.exec(value);
	if (!match) {
		throw new UserError(
			`'Shop' is ${quoted(value)}, which is not the address of a Shoplazza shop, so nothing was sent there. Enter the shop's name (my-shop), its address (my-shop.${DOMAIN}, with one z) or the address of its admin. The shop's own domain does not work here.`,
		);
	}
	return `${(match[1] ?? match[2]).toLowerCase()}.${DOMAIN}`;
}

/**
 * The address that all requests of a credential begin with, without a slash at its end.
 *
 * @throws UserError for a shop that is none (also beside a base URL), or a base URL that is not safe
 */
export function shopOrigin(credentials: ShopAddress): string {
	return originOf(shopDomain(credentials.shop), credentials.baseUrl);
}

/** The path that a version's resources lie below: `/openapi/2026-01`. */
export const apiPath = (version: ApiVersion = PINNED_VERSION): string => `/openapi/${version}`;

/**
 * The rule of shopOrigin as text for an n8n expression, for the places where n8n takes an address
 * but no function: `$self` in the fields of an OAuth2 credential, `$credentials` in its test. For a
 * shop or base URL that shopOrigin refuses it gives text with a scheme that no client asks.
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
		` : base === "" ? "https://" + (shop[1] || shop[2]).toLowerCase() + ".${DOMAIN}"` +
		` : ${String(BASE_URL)}.test(base) ? base.replace(/[/]+$/, "") : null`;
	const origin = `(${pick})(${text('shop')}.match(${String(SHOP)}), ${text('baseUrl')})`;
	return `((origin) => origin === null ? ${JSON.stringify(refused)} : (${apply})(origin))(${origin})`;
}
