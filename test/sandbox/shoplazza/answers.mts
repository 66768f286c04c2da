import type { Outgoing } from '../http.mts';

/** A refusal that ends the request. */
export class Refusal extends Error {
	constructor(readonly answer: Outgoing) {
		super('refused');
	}
}

export const ok = (body: unknown): Outgoing => ({ status: 200, body });

/** One request as the parts of the store see it. */
export interface Ask {
	method: string;
	/** What follows the version, split at slashes. */
	path: string[];
	query: URLSearchParams;
	body: Record<string, unknown>;
	/** Whether the version is 2025-06 or newer. */
	modern: boolean;
}

/** From 2025-06 on only 400, 403 and 500 are documented; before, each refusal has its own status. */
export const refuse = ({ modern }: Ask, status: number, body: unknown): Refusal =>
	new Refusal({ status: modern ? 400 : status, body });

export const missing = (ask: Ask, text: string): Refusal => refuse(ask, 404, { errors: [text] });

export const invalid = (ask: Ask, text: string): Refusal => refuse(ask, 422, { errors: [text] });

/** Documented for values that are missing, of the wrong type or out of range: no words at all. */
export const bad = (): Refusal => new Refusal({ status: 400, body: {} });

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function checkUuid(ask: Ask, id: string, name: string): void {
	if (!UUID.test(id)) throw invalid(ask, `${name} must be a valid UUID`);
}
