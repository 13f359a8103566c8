/** Domains a reader can switch off (setting `tpmLens.domains`): their terms then stay quiet. */
export const domains = ['fintech', 'data', 'ai', 'platform', 'ecommerce', 'health', 'web3'] as const;
