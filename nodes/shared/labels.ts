/** Words that are not written in Title Case. */
const SPECIAL: Record<string, string> = {
	id: 'ID',
	ids: 'IDs',
	ip: 'IP',
	url: 'URL',
	urls: 'URLs',
	html: 'HTML',
	api: 'API',
	sku: 'SKU',
	graphql: 'GraphQL',
	iana: 'IANA',
	usd: 'USD',
	sms: 'SMS',
	myshopify: 'Myshopify',
	and: 'and',
	at: 'At',
	in: 'in',
	of: 'of',
	with: 'With',
};

/** The label of a documented field: admin_graphql_api_id → Admin GraphQL API ID. */
export const label = (name: string): string =>
	name
		.split('_')
		.map((word) => SPECIAL[word] ?? word.charAt(0).toUpperCase() + word.slice(1))
		.join(' ');
