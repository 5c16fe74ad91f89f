package dev.descent.support.web;

import dev.descent.support.Paging;
import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Reads {@link Paging} from the query. */
final class PagingResolver implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Paging.class;
    }

    @Override
    public Object resolveArgument(MethodParameter parameter, ModelAndViewContainer container, NativeWebRequest request,
            WebDataBinderFactory binders) {
        return new Paging(limit(request.getParameter("limit")), request.getParameter("after"));
    }

    private static int limit(String text) {
        try {
            return text == null ? Paging.DEFAULT_LIMIT : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new Problem(ProblemCode.INVALID_PAGINATION, "limit must be an integer of at most " + Paging.MAX_LIMIT);
        }
    }
}
