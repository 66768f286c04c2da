import type { IDataObject } from 'n8n-workflow';

import { createJob } from '../../client/batchJobs';
import { batchJobTypeLocator } from '../../lookups/batchJobType';
import { NO_SCOPES, operation } from '../kit';
import { contextProperty, contextShape, ignoredKeys } from './context';
import sample from './create.sample.json';
import { BATCH_FIELDS, BATCH_SIMPLIFIED } from './record';

export const createBatchJob = operation({
	resource: 'batchJob',
	operation: 'create',
	option: {
		name: 'Create',
		action: 'Create a batch job',
		description: 'Start an export or import in the background of a Medusa 1 server',
	},
	hints: { readOnly: false, destructive: false, idempotent: false },
	scopes: NO_SCOPES,
	properties: [
		batchJobTypeLocator,
		{
			displayName: 'Dry Run',
			name: 'dryRun',
			type: 'boolean',
			default: false,
			description: 'Whether the batch job waits, prepared, until it is confirmed',
		},
		contextProperty,
	],
	shapes: { context: contextShape },
	// Jobs of one type are made in the order of their items.
	answer: { key: 'batch_job', fields: BATCH_FIELDS, simplified: BATCH_SIMPLIFIED },
	sample,
	async run({ input, hint }, server) {
		const type = String(input.type);
		const context = (input.context ?? {}) as IDataObject;
		const ignored = ignoredKeys(type, context);
		const job = await createJob(server, { type, dry_run: input.dry_run === true, context });
		if (ignored) hint(ignored);
		return { batch_job: job };
	},
});
