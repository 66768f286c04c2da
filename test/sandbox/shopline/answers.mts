import type { Outgoing } from '../http.mts';

/** A refusal in SHOPLINE's documented form: `errors` is a text. */
export const refused = (status: number, errors: unknown): Outgoing => ({
	status,
	body: { errors },
});

export const ok = (body?: unknown, headers?: Record<string, string>): Outgoing => ({
	status: 200,
	headers,
	body: body ?? '',
});

/** The documented example of a refusal is "The product does not exist." */
export const missing = (thing: string): Outgoing => refused(404, `The ${thing} does not exist.`);

/** A refusal that ends a request from anywhere inside it. */
export class Refusal extends Error {
	constructor(readonly answer: Outgoing) {
		super('refused');
	}
}

/** @throws Refusal with status 422 */
export function invalid(errors: unknown): never {
	throw new Refusal(refused(422, errors));
}
