package dev.descent.nn.kernel;

import static dev.descent.nn.kernel.Coefficients.EXPONENT_BITS;
import static dev.descent.nn.kernel.Coefficients.FRACTION_BITS;
import static dev.descent.nn.kernel.Coefficients.HALF_BITS;
import static dev.descent.nn.kernel.Coefficients.ONE_BITS;
import static dev.descent.nn.kernel.VectorCoefficients.*;
import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.OR;

import jdk.incubator.vector.FloatVector;

/**
 * {@link Elementary} on vectors, operation by operation, with both sides of a branch computed and blended: the bits are the
 * same.
 *
 * <p>A vector stays in a register only if the compiler puts these methods into the loop that calls them, and it stops to do so
 * after 18,000 nodes, of which every operation takes about 400. So a method calls its own kind first, exp before anything
 * else, and constants are vectors already.
 */
final class VectorElementary {

    private static final int SIGN = Integer.MIN_VALUE;

    private VectorElementary() {}

    static FloatVector exp(FloatVector x) {
        var bounded = x.blend(EXP_HIGHEST, x.compare(GT, EXP_HIGHEST));
        bounded = bounded.blend(EXP_LOWEST, bounded.compare(LT, EXP_LOWEST));
        var shifted = bounded.fma(LOG2_E, ROUND);
        var n = shifted.sub(ROUND);
        var r = n.fma(MINUS_LN2_LOW, n.fma(MINUS_LN2_HIGH, bounded));
        var q = EXP_6.fma(r, EXP_5);
        q = q.fma(r, EXP_4);
        q = q.fma(r, EXP_3);
        q = q.fma(r, EXP_2);
        var e = r.mul(r).fma(q, r).add(ONE);
        var exponent = shifted.reinterpretAsInts().lanewise(LSHL, 23);
        var half = exponent.lanewise(ASHR, 1).lanewise(AND, EXPONENT_BITS);
        var rest = exponent.sub(half);
        return e.mul(half.lanewise(ADD, ONE_BITS).reinterpretAsFloats()).mul(rest.lanewise(ADD, ONE_BITS).reinterpretAsFloats());
    }

    static FloatVector log(FloatVector x) {
        var subnormal = x.compare(LT, SMALLEST_NORMAL);
        var bits = x.blend(x.mul(LOG_SCALE), subnormal).reinterpretAsInts();
        var n = ((FloatVector) bits.lanewise(ASHR, 23).convert(I2F, 0)).sub(LOG_BIAS.blend(LOG_BIAS_SCALED, subnormal));
        var m = bits.and(FRACTION_BITS).or(HALF_BITS).reinterpretAsFloats();
        var small = m.compare(LT, SQRT_HALF);
        n = n.blend(n.sub(ONE), small);
        var log = n.fma(LN2_HIGH, log1pReduced(m.blend(m.add(m), small).sub(ONE), n.mul(LN2_LOW)));
        log = NOT_A_NUMBER.blend(log, x.compare(GT, ZERO));
        return log.blend(INFINITE, x.compare(EQ, INFINITE)).blend(MINUS_INFINITE, x.compare(EQ, ZERO));
    }

    private static FloatVector log1pReduced(FloatVector f, FloatVector low) {
        var q = LOG_11.fma(f, LOG_10);
        q = q.fma(f, LOG_9);
        q = q.fma(f, LOG_8);
        q = q.fma(f, LOG_7);
        q = q.fma(f, LOG_6);
        q = q.fma(f, LOG_5);
        q = q.fma(f, LOG_4);
        q = q.fma(f, LOG_3);
        var square = f.mul(f);
        return f.add(square.fma(MINUS_HALF, square.mul(f).fma(q, low)));
    }

    static FloatVector log1p(FloatVector x) {
        var large = x.compare(GE, LOG1P_SMALL);
        var n = ZERO.blend(ONE, large);
        var log = log1pReduced(x.blend(x.add(ONE).fma(HALF, MINUS_ONE), large), n.mul(LN2_LOW));
        return n.fma(LN2_HIGH, log);
    }

    static FloatVector tanh(FloatVector x) {
        var a = x.abs();
        var e = exp(a.add(a));
        var z = a.mul(a);
        var q = TANH_11.fma(z, TANH_9);
        q = q.fma(z, TANH_7);
        q = q.fma(z, TANH_5);
        q = q.fma(z, TANH_3);
        var y = ONE.sub(TWO.div(e.add(ONE))).blend(z.mul(q).fma(a, a), a.compare(LT, TANH_SMALL));
        var sign = x.reinterpretAsInts().lanewise(AND, SIGN);
        return y.reinterpretAsInts().lanewise(OR, sign).reinterpretAsFloats();
    }

    static FloatVector sigmoid(FloatVector x) {
        var e = exp(x.abs().neg());
        return e.blend(ONE, x.compare(GE, ZERO)).div(e.add(ONE));
    }

    static FloatVector softplus(FloatVector x) {
        var log = log1p(exp(x.abs().neg()));
        return ZERO.blend(x, x.compare(GT, ZERO)).add(log);
    }

    static FloatVector erf(FloatVector x) {
        var a = x.abs();
        var p = ERFC_7.fma(a, ERFC_6);
        p = p.fma(a, ERFC_5);
        p = p.fma(a, ERFC_4);
        p = p.fma(a, ERFC_3);
        p = p.fma(a, ERFC_2);
        p = p.fma(a, ERFC_1);
        p = p.fma(a, ERFC_0);
        var beyond = exp(p).blend(ZERO, a.compare(GT, ERFC_HIGHEST));
        var z = a.mul(a);
        var q = ERF_13.fma(z, ERF_11);
        q = q.fma(z, ERF_9);
        q = q.fma(z, ERF_7);
        q = q.fma(z, ERF_5);
        q = q.fma(z, ERF_3);
        q = q.fma(z, ERF_1);
        var y = ONE.sub(beyond).blend(q.fma(a, a), a.compare(LT, ONE));
        var sign = x.reinterpretAsInts().lanewise(AND, SIGN);
        return y.reinterpretAsInts().lanewise(OR, sign).reinterpretAsFloats();
    }

    static FloatVector normalCdf(FloatVector x) {
        return normalCdf(x, exp(MINUS_HALF.mul(x).mul(x)));
    }

    private static FloatVector normalCdf(FloatVector x, FloatVector e) {
        var t = ONE.div(CDF_SCALE.fma(x.abs(), ONE));
        var s = ONE.sub(t);
        var q = CDF_8.fma(s, CDF_7);
        q = q.fma(s, CDF_6);
        q = q.fma(s, CDF_5);
        q = q.fma(s, CDF_4);
        q = q.fma(s, CDF_3);
        q = q.fma(s, CDF_2);
        q = q.fma(s, CDF_1);
        q = q.fma(s, HALF);
        var tail = e.mul(t.mul(q));
        return ONE.sub(tail).blend(tail, x.compare(LT, ZERO));
    }

    static FloatVector relu(FloatVector x) {
        return x.blend(ZERO, x.compare(LE, ZERO));
    }

    static FloatVector leakyRelu(FloatVector x, float a) {
        return x.mul(a).blend(x, x.compare(GT, ZERO));
    }

    static FloatVector elu(FloatVector x, float a) {
        return exp(x).sub(ONE).mul(a).blend(x, x.compare(GT, ZERO));
    }

    static FloatVector gelu(FloatVector x) {
        return x.mul(normalCdf(x));
    }

    static FloatVector geluTanh(FloatVector x) {
        return HALF.mul(x).mul(tanh(geluArgument(x)).add(ONE));
    }

    private static FloatVector geluArgument(FloatVector x) {
        return GELU_CUBIC.mul(x).mul(x).fma(x, x).mul(SQRT_2_OVER_PI);
    }

    static FloatVector silu(FloatVector x) {
        return x.mul(sigmoid(x));
    }

    static FloatVector sigmoidDerivative(FloatVector y) {
        return y.mul(ONE.sub(y));
    }

    static FloatVector tanhDerivative(FloatVector y) {
        return y.neg().fma(y, ONE);
    }

    static FloatVector leakyReluDerivative(FloatVector v, float a) {
        return FloatVector.broadcast(VectorKernels.SPECIES, a).blend(ONE, v.compare(GT, ZERO));
    }

    /** From y, for a ≥ 0. */
    static FloatVector eluDerivativeOfValue(FloatVector y, float a) {
        return y.add(a).blend(ONE, y.compare(GT, ZERO));
    }

    /** From x, for a < 0. */
    static FloatVector eluDerivative(FloatVector x, float a) {
        return exp(x).mul(a).blend(ONE, x.compare(GT, ZERO));
    }

    static FloatVector geluDerivative(FloatVector x) {
        var e = exp(MINUS_HALF.mul(x).mul(x));
        return x.fma(INVERSE_SQRT_2PI.mul(e), normalCdf(x, e));
    }

    static FloatVector geluTanhDerivative(FloatVector x) {
        var t = tanh(geluArgument(x));
        var inner = SQRT_2_OVER_PI.mul(GELU_CUBIC_SLOPE.mul(x).fma(x, ONE));
        return HALF.mul(x).mul(t.neg().fma(t, ONE)).fma(inner, t.fma(HALF, HALF));
    }

    static FloatVector siluDerivative(FloatVector x) {
        var s = sigmoid(x);
        return x.mul(s).fma(ONE.sub(s), s);
    }

    static FloatVector signum(FloatVector x) {
        return x.blend(ONE, x.compare(GT, ZERO)).blend(MINUS_ONE, x.compare(LT, ZERO));
    }
}
