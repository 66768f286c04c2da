/** Codes and names of provinces, states and territories, by country. */
const PROVINCES: Record<string, string> = {
	AU: 'ACT Australian Capital Territory|NSW New South Wales|NT Northern Territory|QLD Queensland|SA South Australia|TAS Tasmania|VIC Victoria|WA Western Australia',
	CA: 'AB Alberta|BC British Columbia|MB Manitoba|NB New Brunswick|NL Newfoundland and Labrador|NS Nova Scotia|NT Northwest Territories|NU Nunavut|ON Ontario|PE Prince Edward Island|QC Quebec|SK Saskatchewan|YT Yukon',
	US: 'AK Alaska|AL Alabama|AR Arkansas|AZ Arizona|CA California|CO Colorado|CT Connecticut|DC District of Columbia|DE Delaware|FL Florida|GA Georgia|HI Hawaii|IA Iowa|ID Idaho|IL Illinois|IN Indiana|KS Kansas|KY Kentucky|LA Louisiana|MA Massachusetts|MD Maryland|ME Maine|MI Michigan|MN Minnesota|MO Missouri|MS Mississippi|MT Montana|NC North Carolina|ND North Dakota|NE Nebraska|NH New Hampshire|NJ New Jersey|NM New Mexico|NV Nevada|NY New York|OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania|RI Rhode Island|SC South Carolina|SD South Dakota|TN Tennessee|TX Texas|UT Utah|VA Virginia|VT Vermont|WA Washington|WI Wisconsin|WV West Virginia|WY Wyoming',
};

/** Without case and accents: "Québec" is "quebec". */
const plain = (name: string) => name.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase();

/**
 * The code of a province by its name, for the countries whose addresses mostly have one; of the
 * others the API takes the name.
 *
 * @param country two-letter code
 */
export function provinceCodeOf(country: unknown, name: unknown): string | undefined {
	const wanted = plain(String(name ?? ''));
	const known = PROVINCES[String(country)]?.split('|').map((entry) => {
		const [code, ...words] = entry.split(' ');
		return { code, names: [plain(code), plain(words.join(' '))] };
	});
	return known?.find(({ names }) => names.includes(wanted))?.code;
}
