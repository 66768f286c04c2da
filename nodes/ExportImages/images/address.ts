import { isPrivateHost } from '../../shared/address';
import { InputError } from '../../shared/errors';

/** Reserved networks that no public image comes from (RFC 5736, 2544, 5771, 6052). */
const RESERVED =
	/^(?:192[.]0[.]0[.]\d+$|198[.]1[89](?:[.]\d+){2}$|(?:22[4-9]|2[3-5]\d)(?:[.]\d+){3}$|\[(?:64:ff9b:|ff[\da-f]{2}:|100:))/;

/** A private network was not asked. It may well hold the image. */
export class PrivateAddressError extends InputError {}

/** An address for texts: without its query, which may hold a signature. */
export function shownAddress(address: string): string {
	const plain = address.replace(/[?#].*$/s, '').replace(/\/\/[^/@]*@/, '//…@');
	return plain.length > 120 ? `${plain.slice(0, 119)}…` : plain;
}

/**
 * The checked address of a file to fetch. Names are not looked up: n8n gives nodes no way to, so a
 * public name that leads into a private network passes here.
 *
 * @param allowPrivate whether hosts of the own machine and network may be asked
 * @param home a host (with its port) that may be asked in any case
 * @throws InputError for anything but http and https, for a user or password in it, and for a
 * private host
 */
export function fetchAddress(given: string, allowPrivate: boolean, home?: string): URL {
	const value = given.trim().replace(/^\/\//, 'https://');
	const url = /^https?:\/\/[^\s\\]+$/i.test(value) ? parsed(value) : undefined;
	if (!url || url.username !== '' || url.password !== '') {
		throw new InputError(
			`'${shownAddress(value) || '(empty)'}' is not the address of an image`,
			'Give a full address that begins with https:// and has no user or password in it.',
		);
	}
	const host = url.hostname.replace(/[.]$/, '');
	if (!allowPrivate && url.host !== home && (isPrivateHost(host) || RESERVED.test(host))) {
		throw new PrivateAddressError(
			`'${shownAddress(value)}' lies in a private network and was not asked`,
			"Switch on 'Allow Private Addresses' under Options if the image is to come from there.",
		);
	}
	return url;
}

function parsed(address: string): URL | undefined {
	try {
		return new URL(address);
	} catch {
		return undefined;
	}
}

/** Whether two addresses lead to the same file: neither protocol nor version number count. */
export const sameAddress = (one: string, other: string): boolean =>
	one !== '' && comparable(one) === comparable(other);

function comparable(address: string): string {
	const url = parsed(address.trim().replace(/^\/\//, 'https://'));
	if (!url) return address;
	url.searchParams.delete('v');
	return `${url.host}${url.pathname}${url.search}`;
}
