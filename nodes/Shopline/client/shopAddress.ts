import { UserError } from 'n8n-workflow';

import { HOST_LABEL as NAME, originOf, quoted } from '../../shared/address';
import type { ApiVersion } from './versions';

/** The fields of a credential that decide where its token may go. */
export interface ShopAddress {
	/** `open001`, `open001.myshopline.com` or the address of the shop's admin */
	handle: string;
	/** A gateway or a test server in place of the shop's own address; empty by default */
	baseUrl?: string;
}

const ADMIN = '[/]admin(?:[/?#][^\\s\\\\@]*)?';

const HANDLE = new RegExp(
	`^(?:(${NAME})|(?:https?:[/][/])?(${NAME})[.]myshopline[.]com(?:[/]|${ADMIN})?)$`,
	'i',
);

/** Names under myshopline.com that belong to SHOPLINE itself, not to a shop. */
const OWN_NAMES = new Set(['admin', 'img', 'www']);

/**
 * The shop's domain.
 *
 * In: what the user typed into 'Handle': `open001`, `open001.myshopline.com`, or an address from
 * the browser (`https://open001.myshopline.com/admin/…`). Case and surrounding spaces do not
 * matter. Out: `open001.myshopline.com`, in lower case.
 *
 * @throws UserError for anything else: a token is sent to no other host
 */
export function shopDomain(handle: string): string {
	const value = typeof handle === 'string' ? handle.trim() : '';
	if (!value) {
		throw new UserError(
			"'Handle' is empty. Enter the first part of the shop's myshopline.com address, for example open001.",
		);
	}
	const match = HANDLE.exec(value);
	const name = (match?.[1] ?? match?.[2])?.toLowerCase();
	if (name === undefined || OWN_NAMES.has(name)) {
		throw new UserError(
			`'Handle' is ${quoted(value)}, which is not the address of a SHOPLINE shop, so nothing was sent there. Enter the shop's handle (open001) or its address (open001.myshopline.com). The shop's own domain does not work here, and neither do addresses of shoplineapp.com.`,
		);
	}
	return `${name}.myshopline.com`;
}

/**
 * The address that all requests of a credential begin with, without a slash at its end.
 *
 * @throws UserError for a handle that is none (also beside a base URL), and for a base URL that
 * cannot be used
 */
export const shopOrigin = ({ handle, baseUrl }: ShopAddress): string =>
	originOf(shopDomain(handle), baseUrl);

/** The path of an endpoint, for example `/admin/openapi/v20260601/merchants/shop.json`. */
export const endpointPath = (version: ApiVersion, endpoint: string): string =>
	`/admin/openapi/${version}/${endpoint}.json`;
