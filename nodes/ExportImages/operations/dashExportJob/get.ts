import { PlatformError } from '../../../shared/errors';
import { withoutSecrets } from '../../client/dash';
import { operation } from '../kit';
import sample from './get.sample.json';

export const getExportJob = operation({
	resource: 'dashExportJob',
	operation: 'get',
	option: {
		name: 'Get',
		action: 'Get a dash export job',
		description: 'Get the state of an export job, where Dash offers it',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['EXPORT_TO_SHOPIFY'],
	properties: [
		{
			displayName: 'Job ID',
			name: 'jobId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 7af90a8b-7ccd-430f-a85d-e8614015bc47',
			description: "The ID in the 'result' of the operation that created the job",
		},
	],
	answer: {},
	sample,
	async run({ input }, exporter) {
		const answer = await (await exporter.dash()).exportJob(String(input.job_id));
		// A job may repeat what it was made with.
		if (answer) return withoutSecrets(answer, await exporter.shopifyTokens());
		throw new PlatformError({
			message: `Dash offers no state of the export job '${String(input.job_id)}'`,
			advice:
				'There may be no such job, or Dash may not let export jobs be read: its documentation does not say so. Look into the products in Shopify.',
			code: '404',
		});
	},
});
