import type { IDataObject } from 'n8n-workflow';

/** Whether a value of unknown JSON is an object with keys: no list, no null. */
export const isObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
