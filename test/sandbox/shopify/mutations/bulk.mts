import type { BulkOperation } from '../bulk/operations.mts';
import { bulkOf } from '../bulk/operations.mts';
import { bulkQuery } from '../bulk/rules.mts';
import { bulkMutation, mutationWork, queryWork } from '../bulk/work.mts';
import type { Context, Resolver } from '../context.mts';
import { type UserError, userError } from '../errors.mts';

const MAX_FILE_BYTES = 100 * 1024 * 1024;

const refused = (error: UserError) => ({ bulkOperation: null, userErrors: [error] });

/** The refusal while as many operations run as may run. */
function busy(context: Context, type: BulkOperation['type'], typename: string) {
	const bulk = bulkOf(context.store);
	const active = bulk.active(context.token.value, type);
	if (active.length < bulk.settings.limit) return undefined;
	const ids = active.map(({ id }) => id).join(', ');
	const message = `A bulk ${type.toLowerCase()} operation for this app and shop is already in progress: ${ids}.`;
	return userError(null, message, 'OPERATION_IN_PROGRESS', typename);
}

/** What the work sees: the shop and the token, without the request's journal entry growing. */
const detached = (context: Context): Context => ({ ...context, search: [] });

export const bulkMutations: Record<string, Resolver> = {
	bulkOperationRunQuery: (
		_source: unknown,
		{ query, groupObjects }: { query: string; groupObjects: boolean },
		context: Context,
	) => {
		const invalid = (message: string) =>
			refused(userError(['query'], message, 'INVALID', 'BulkOperationUserError'));
		const document = bulkQuery(context.api.schema, query);
		if ('refusal' in document) return invalid(document.refusal);
		const running = busy(context, 'QUERY', 'BulkOperationUserError');
		if (running !== undefined) return refused(running);
		const work = () => queryWork(document, detached(context), groupObjects);
		const bulkOperation = bulkOf(context.store).start(context, 'QUERY', query, work);
		context.store.effect('bulkOperationRunQuery', bulkOperation.id, 'started');
		return { bulkOperation: { ...bulkOperation }, userErrors: [] };
	},
	bulkOperationRunMutation: (
		_source: unknown,
		args: { mutation: string; stagedUploadPath: string; clientIdentifier?: string | null },
		context: Context,
	) => {
		const { mutation, stagedUploadPath, clientIdentifier } = args;
		const typename = 'BulkMutationUserError';
		const length = clientIdentifier?.length;
		if (length !== undefined && (length < 10 || length > 255)) {
			// The limits are recorded; the sentence here is ours.
			const message = 'Client identifier must have 10 to 255 characters';
			return refused(userError(['clientIdentifier'], message, null, typename));
		}
		const document = bulkMutation(context, mutation);
		if ('refusal' in document) {
			return refused(userError(['mutation'], document.refusal, null, typename));
		}
		const file = context.store.uploads.get(stagedUploadPath);
		if (file?.content === undefined || file.resource !== 'BULK_MUTATION_VARIABLES') {
			const message =
				"The JSONL file could not be found. Try uploading the file again, and check that you've entered the URL correctly for the stagedUploadPath mutation argument.";
			return refused(userError(null, message, 'NO_SUCH_FILE', typename));
		}
		const { content } = file;
		if (content.length === 0 || content.length > MAX_FILE_BYTES) {
			const message =
				content.length === 0
					? 'The input file is empty.'
					: 'The input file size exceeds the maximum allowed size of 100 MB.';
			return refused(userError(null, message, 'INVALID_STAGED_UPLOAD_FILE', typename));
		}
		const running = busy(context, 'MUTATION', typename);
		if (running !== undefined) return refused(running);
		const work = () => mutationWork(document, detached(context), content.toString('utf8'));
		const bulkOperation = bulkOf(context.store).start(context, 'MUTATION', mutation, work);
		context.store.effect('bulkOperationRunMutation', bulkOperation.id, 'started');
		return { bulkOperation: { ...bulkOperation }, userErrors: [] };
	},
	bulkOperationCancel: (_source: unknown, { id }: { id: string }, context: Context) => {
		const operation = context.store.get<BulkOperation>('BulkOperation', id);
		if (operation === undefined) {
			return refused(userError(['id'], 'Bulk operation does not exist'));
		}
		if (operation.status !== 'CREATED' && operation.status !== 'RUNNING') {
			const message = `A bulk operation cannot be canceled when it is ${operation.status.toLowerCase()}`;
			return { bulkOperation: operation, userErrors: [userError(null, message)] };
		}
		operation.status = 'CANCELING';
		context.store.effect('bulkOperationCancel', id, 'canceling');
		return { bulkOperation: { ...operation }, userErrors: [] };
	},
};
