package kasane.editing;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import kasane.shared.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Teaches the web layer to pass a {@link Submission} to controllers. */
@Configuration
class EditingConfig {

    @Bean
    WebMvcConfigurer submissions() {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new SubmissionArgument());
            }
        };
    }

    private static final class SubmissionArgument implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Submission.class;
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binders) {
            return Submission.of(
                    Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class)), Ids.next());
        }
    }
}
