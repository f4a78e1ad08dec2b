/** A value that looks like T but may not be mixed with another T: ids of different things, mostly. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };

declare const brand: unique symbol;
