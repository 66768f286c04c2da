import { PlatformError } from '../../shared/errors';
import type { FoundProduct, ProductRef } from './gallery';

/** A reference for texts: SKU 'A-1'. */
export function named(ref: ProductRef): string {
	if ('sku' in ref) return `SKU '${ref.sku}'`;
	return 'handle' in ref ? `handle '${ref.handle}'` : `ID '${ref.id}'`;
}

export const notFound = (ref: ProductRef): PlatformError =>
	new PlatformError({
		message: `There is no product with the ${named(ref)}`,
		advice: 'Check it, and that the credential belongs to the shop that has the product.',
		code: '404',
	});

/** The product that a reference leads to, when there is exactly one. */
export function onlyOne(ref: ProductRef, found: readonly FoundProduct[]): FoundProduct | Error {
	const [first, ...others] = [...new Map(found.map((one) => [one.id, one])).values()];
	if (!first) return notFound(ref);
	if (others.length === 0) return first;
	return new PlatformError({
		message: `${others.length + 1} products have the ${named(ref)}`,
		advice: `Choose one by its ID: ${[first, ...others].map(({ id }) => id).join(', ')}.`,
	});
}
