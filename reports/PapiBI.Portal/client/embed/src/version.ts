/** The version of this package, as its package.json says. */
export const version = "1.0.0";
