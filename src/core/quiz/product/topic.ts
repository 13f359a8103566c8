/** The topic of questions about a product. It is none of the library's: knowing one product is not technical literacy. */
export const productTopic = 'my-product';

/** How the ids of these questions begin. */
export const productPrefix = 'product:';
export const isProductItem = (item: string): boolean => item.startsWith(productPrefix);
