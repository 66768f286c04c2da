import type { INodeParameters } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import { ExportImages } from '../../nodes/ExportImages/ExportImages.node.ts';

/** The credentials that n8n shows for these parameters; those left out have their defaults. */
function shown(given: INodeParameters): string[] {
	const { description } = new ExportImages();
	const parameters = NodeHelpers.getNodeParameters(
		description.properties,
		given,
		true,
		false,
		null,
		description,
	);
	if (!parameters) throw new Error('no parameters');
	return (description.credentials ?? [])
		.filter((one) => NodeHelpers.displayParameter(parameters, one, null, description))
		.map(({ name }) => name);
}

it.each<[INodeParameters, string[]]>([
	[{}, ['shopifyAdminTokenApi']],
	[{ authentication: 'clientCredentials' }, ['shopifyAdminClientApi']],
	[{ authentication: 'oAuth2' }, ['shopifyAdminOAuth2Api']],
	[{ shop: 'shoplazza' }, ['shoplazzaApi']],
	[{ shop: 'shoplazza', authentication: 'oAuth2' }, ['shoplazzaOAuth2Api']],
	[{ shop: 'shopline' }, ['shoplineApi']],
	[{ shop: 'medusa' }, ['medusaApi']],
	[{ shop: 'shopline', dashAuthentication: 'oAuth2' }, ['dashOAuth2Api', 'shoplineApi']],
	[{ dashAuthentication: 'accessToken' }, ['dashApi', 'shopifyAdminTokenApi']],
	[{ resource: 'dashAsset' }, ['dashOAuth2Api']],
	[{ resource: 'dashAsset', dashAuthentication: 'accessToken' }, ['dashApi']],
	[{ resource: 'dashExportJob' }, ['dashOAuth2Api', 'shopifyAdminTokenApi']],
	[
		{ resource: 'dashExportJob', authentication: 'oAuth2', dashAuthentication: 'accessToken' },
		['dashApi', 'shopifyAdminOAuth2Api'],
	],
])('%j needs %j', (given, names) => {
	expect(shown(given)).toEqual(names);
});

it('no choice is taken out of the form: the editor does that with what `show` depends on', () => {
	const { credentials = [] } = new ExportImages().description;
	expect(credentials.filter(({ displayOptions }) => displayOptions?.show)).toEqual([]);
});
