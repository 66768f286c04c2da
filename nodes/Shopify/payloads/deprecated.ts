import type { ApiVersion } from '../client/versions';

/** A deprecated GraphQL field that the payloads select all the same. */
export interface DeprecatedSource {
	/** Type.field */
	field: string;
	/** The versions in which it is selected. */
	versions: readonly ApiVersion[];
	reason: string;
}

const EVERY: readonly ApiVersion[] = ['2026-10', '2026-07'];

const CONSENT = 'its replacement, CustomerPhoneNumber.smsMarketingConsent, is new in 2026-10';
const IMAGE_NUMBER = 'the only source of the catalogue’s image numbers: those of media differ';

/** Every use of something deprecated, and why there is no way around it. */
export const DEPRECATED_SOURCES: readonly DeprecatedSource[] = [
	{ field: 'Product.images', versions: EVERY, reason: IMAGE_NUMBER },
	{ field: 'ProductVariant.image', versions: EVERY, reason: IMAGE_NUMBER },
	{ field: 'CustomerPhoneNumber.marketingState', versions: ['2026-07'], reason: CONSENT },
	{ field: 'CustomerPhoneNumber.marketingOptInLevel', versions: ['2026-07'], reason: CONSENT },
	{ field: 'CustomerPhoneNumber.marketingUpdatedAt', versions: ['2026-07'], reason: CONSENT },
	{ field: 'CustomerPhoneNumber.marketingCollectedFrom', versions: ['2026-07'], reason: CONSENT },
];

/** Deprecated arguments of mutations that operations send all the same. */
export const DEPRECATED_ARGUMENTS: readonly DeprecatedSource[] = [
	{
		field: 'Mutation.draftOrderComplete',
		versions: EVERY,
		reason:
			'its replacement for paymentPending, payment terms, stays on the order: something else than a payment that is pending',
	},
];
