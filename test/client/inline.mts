import {
	type DocumentNode,
	type FragmentDefinitionNode,
	Kind,
	parse,
	print,
	type SelectionNode,
	type SelectionSetNode,
} from 'graphql';

/** The operations of a document, each alone and with its named fragments written in their places. */
export function inlined(text: string): Array<{ name: string; text: string }> {
	const document: DocumentNode = parse(text);
	const fragments = new Map(
		document.definitions
			.filter((one): one is FragmentDefinitionNode => one.kind === Kind.FRAGMENT_DEFINITION)
			.map((one) => [one.name.value, one]),
	);
	const expand = (set: SelectionSetNode): SelectionSetNode => ({
		...set,
		selections: set.selections.flatMap((selection): readonly SelectionNode[] => {
			if (selection.kind === Kind.FRAGMENT_SPREAD) {
				const fragment = fragments.get(selection.name.value);
				return fragment ? expand(fragment.selectionSet).selections : [];
			}
			if (!selection.selectionSet) return [selection];
			return [{ ...selection, selectionSet: expand(selection.selectionSet) }];
		}),
	});
	return document.definitions.flatMap((one) =>
		one.kind === Kind.OPERATION_DEFINITION
			? [
					{
						name: one.name?.value ?? '',
						text: print({ ...one, selectionSet: expand(one.selectionSet) }),
					},
				]
			: [],
	);
}
