import type { IDataObject, IExecuteFunctions, INode, INodeProperties } from 'n8n-workflow';

import type { InputError } from '../../nodes/shared/errors.ts';

/** A node as n8n's errors want one. */
export const node: INode = {
	id: 'node',
	name: 'Tested',
	type: 'tested',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** The value at a dot path; undefined when anything on the way is absent. */
function at(values: IDataObject, path: string): unknown {
	let value: unknown = values;
	for (const key of path.split('.')) value = (value as IDataObject | undefined)?.[key];
	return value;
}

/**
 * A context that knows parameters only. Like n8n's it throws for a parameter that is not there,
 * unless a fallback other than undefined is given.
 */
export const parameters = (...items: IDataObject[]): IExecuteFunctions =>
	({
		getTimezone: () => 'UTC',
		getNodeParameter(name: string, item: number, fallback?: unknown) {
			const value = at(items[item], name) ?? fallback;
			if (value === undefined) throw new Error(`Could not get parameter "${name}"`);
			return value;
		},
	}) as unknown as IExecuteFunctions;

/** A parameter's literal, with only what a test is about. */
export const parameter = (
	name: string,
	type: INodeProperties['type'],
	more: Partial<INodeProperties> = {},
): INodeProperties => ({ displayName: name, name, type, default: '', ...more });

/** What a refused input says: the message, and what to do about it. */
export function refusal(work: () => unknown): { message: string; advice?: string } {
	try {
		work();
	} catch (error) {
		const { message, advice, constructor } = error as InputError;
		expect(constructor.name).toBe('InputError');
		return { message, advice };
	}
	throw new Error('Nothing was refused');
}
