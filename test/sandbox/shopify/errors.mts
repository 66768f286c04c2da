import { GraphQLError } from 'graphql';

/** A refusal by a resolver: message and `extensions.code` in Shopify's words. */
export function refuse(
	code: string,
	message: string,
	extra?: Record<string, unknown>,
): GraphQLError {
	return new GraphQLError(message, { extensions: { code, ...extra } });
}

/** The answer to a global id of another type, or with the number 0, where Shopify refuses those. */
export function resourceNotFound(id: string): GraphQLError {
	return refuse('RESOURCE_NOT_FOUND', `Invalid id: ${id}`);
}

/** One entry of a payload's `userErrors`. */
export interface UserError {
	__typename: string;
	field: string[] | null;
	message: string;
	code: string | null;
}

/** Makes a user error; `code` is seen only where the payload's error type has one. */
export function userError(
	field: string[] | null,
	message: string,
	code: string | null = null,
	typename = 'UserError',
): UserError {
	return { __typename: typename, field, message, code };
}
