import { UserError } from 'n8n-workflow';

import { BASE_URL, HOST_LABEL as NAME, originOf, quoted } from '../../shared/address';
import { PINNED_VERSION } from './versions';

/** The fields of a credential that decide where its token may go. */
export interface ShopAddress {
	/** `my-shop`, `my-shop.myshopify.com` or the address of the shop's admin */
	shop: string;
	/** A gateway or a test server in place of the shop's own address; empty by default */
	baseUrl?: string;
}

/* The patterns are also written into n8n expressions (see originExpression). */
const REST = '[/?#][^\\s\\\\@]*';

const SHOP = new RegExp(
	`^(?:(${NAME})` +
		`|(?:https?:[/][/])?(${NAME})[.]myshopify[.]com(?:[/]|[/]admin(?:${REST})?)?` +
		`|(?:https?:[/][/])?admin[.]shopify[.]com[/]store[/](${NAME})(?:${REST})?)$`,
	'i',
);

/**
 * The scheme of what originExpression gives for a refused address. n8n's message about an OAuth
 * address quotes the scheme, which makes it the one place where an advice can stand.
 */
const REFUSED = 'shop-must-be-like-my-shop.myshopify.com-and-base-url-empty-or-https:';

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
	return originOf(shopDomain(credentials.shop), credentials.baseUrl);
}

/** The path of the GraphQL Admin API, for example `/admin/api/2026-10/graphql.json`. */
export function graphqlPath(version: string = PINNED_VERSION): string {
	return `/admin/api/${version}/graphql.json`;
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
