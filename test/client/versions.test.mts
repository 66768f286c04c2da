import { graphqlPath } from '../../nodes/Shopify/client/shopAddress.ts';
import { API_VERSIONS, PINNED_VERSION } from '../../nodes/Shopify/client/versions.ts';
import { properties } from '../../nodes/Shopify/properties.ts';

const option = properties
	.find(({ name }) => name === 'options')
	?.options?.find(({ name }) => name === 'apiVersion');

it('versions are named like Shopify names them, the newest first', () => {
	for (const version of API_VERSIONS) expect(version).toMatch(/^20\d\d-(01|04|07|10)$/);
	expect([...API_VERSIONS].sort().reverse()).toEqual(API_VERSIONS);
});

it('the newest is the pinned one, for the node and for the credentials alike', () => {
	expect(PINNED_VERSION).toBe(API_VERSIONS[0]);
	expect(graphqlPath()).toBe(`/admin/api/${PINNED_VERSION}/graphql.json`);
});

it('API Version offers exactly these, and the pinned one is its default', () => {
	if (!option || !('options' in option) || !('default' in option))
		throw new Error('No API Version');
	const values = (option.options ?? []).map((choice) => ('value' in choice ? choice.value : null));
	expect(values.sort()).toEqual([...API_VERSIONS].sort());
	expect(option.default).toBe(PINNED_VERSION);
});
