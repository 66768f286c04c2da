import type { IExecuteFunctions } from 'n8n-workflow';

import type { RequestContext } from './request';

const inExecution = (context: RequestContext): context is IExecuteFunctions =>
	'getInputData' in context;

/**
 * A parameter of the node that is the same for all items.
 *
 * While a node runs, n8n takes the item's index in second place and the fallback in third; for the
 * editor's lists it takes the fallback in second place, so that an index there would be the value.
 */
export function parameter<T>(context: RequestContext, name: string, otherwise: T): T {
	return inExecution(context)
		? (context.getNodeParameter(name, 0, otherwise as object) as T)
		: (context.getNodeParameter(name, otherwise as object) as T);
}

/** A list that the user typed, separated by commas, blanks or lines. */
export const splitList = (text: unknown): string[] =>
	(typeof text === 'string' ? text : '').split(/[\s,;]+/).filter((one) => one !== '');
