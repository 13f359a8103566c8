/**
 * Upper tail of the chi-square distribution with `freedom` degrees: the regularised incomplete gamma function
 * Q(freedom / 2, statistic / 2), by its recurrence from Q(1/2, x) = erfc(√x) and Q(1, x) = e^−x.
 */
export function chiSquareP(statistic: number, freedom: number): number {
  if (statistic <= 0) return 1;
  const x = statistic / 2;
  let a = freedom % 2 === 0 ? 1 : 0.5;
  let q = freedom % 2 === 0 ? Math.exp(-x) : erfc(Math.sqrt(x));
  // the term x^a e^−x / Γ(a + 1)
  let term = freedom % 2 === 0 ? x * Math.exp(-x) : 2 * Math.sqrt(x / Math.PI) * Math.exp(-x);
  for (; a < freedom / 2; a++) {
    q += term;
    term *= x / (a + 1);
  }
  return Math.min(1, q);
}

/** Complementary error function, absolute error below 1.2e-7 (Numerical Recipes, `erfcc`). */
function erfc(x: number): number {
  const t = 1 / (1 + 0.5 * x);
  const coefficients = [
    -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587,
    -0.82215223, 0.17087277,
  ];
  return t * Math.exp(-x * x + coefficients.reduceRight((sum, coefficient) => sum * t + coefficient, 0));
}
