import { Router } from 'express';

/** A list of products for later. Not wired yet. */
export const wishlist = Router();
