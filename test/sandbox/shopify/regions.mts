const PROVINCES: Record<string, Record<string, string>> = {
	CA: pairs(
		'AB Alberta|BC British Columbia|MB Manitoba|NB New Brunswick|NL Newfoundland and Labrador|NT Northwest Territories|NS Nova Scotia|NU Nunavut|ON Ontario|PE Prince Edward Island|QC Quebec|SK Saskatchewan|YT Yukon',
	),
	US: pairs(
		'AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware|DC District of Columbia|FL Florida|GA Georgia|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas|KY Kentucky|LA Louisiana|ME Maine|MD Maryland|MA Massachusetts|MI Michigan|MN Minnesota|MS Mississippi|MO Missouri|MT Montana|NE Nebraska|NV Nevada|NH New Hampshire|NJ New Jersey|NM New Mexico|NY New York|NC North Carolina|ND North Dakota|OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania|RI Rhode Island|SC South Carolina|SD South Dakota|TN Tennessee|TX Texas|UT Utah|VT Vermont|VA Virginia|WA Washington|WV West Virginia|WI Wisconsin|WY Wyoming',
	),
};

function pairs(text: string): Record<string, string> {
	return Object.fromEntries(text.split('|').map((each) => [each.slice(0, 2), each.slice(3)]));
}

/** The English name of a country code. */
export function countryName(code: string): string {
	return new Intl.DisplayNames('en', { type: 'region' }).of(code) ?? code;
}

/** The code of an English country name; undefined when there is none. */
export function countryCode(name: string): string | undefined {
	for (const code of ['CA', 'US', 'GB', 'DE', 'FR', 'AU', 'JP', 'MX', 'IT', 'ES', 'NL', 'CH']) {
		if (countryName(code).toLowerCase() === name.toLowerCase()) return code;
	}
	return undefined;
}

/** Provinces by code; undefined for a country whose zones the sandbox does not know. */
export function provincesOf(country: string): Record<string, string> | undefined {
	return PROVINCES[country];
}

/**
 * A phone number as Shopify stores it: E.164. An international number may be formatted; anything
 * else is refused (undefined).
 */
export function normalPhone(phone: string): string | undefined {
	if (!/^\s*\+[\d\s().-]+$/.test(phone)) return undefined;
	const digits = phone.replace(/\D/g, '');
	return digits.length >= 8 && digits.length <= 15 ? `+${digits}` : undefined;
}
