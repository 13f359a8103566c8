import { expect, test } from '@playwright/test';

test('a customer can buy a jacket', async ({ page }) => {
  await page.goto('http://localhost:8080');
  await page.getByLabel('Search').fill('jacket');
  await page.getByRole('button', { name: /jacket/i }).first().click();
  await page.getByRole('button', { name: 'Buy now' }).click();
  await expect(page.getByRole('status')).toHaveText('Thank you!');
});
