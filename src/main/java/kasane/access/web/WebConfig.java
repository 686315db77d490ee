package kasane.access.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import java.util.List;
import kasane.access.SignedIn;
import kasane.gate.Viewer;
import kasane.ui.Screen;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Teaches the web layer the two things every controller uses: who is looking, and what a screen is. */
@Configuration
class WebConfig {

    /** Templates are compiled with the classes; nothing is read from disk at run time. */
    @Bean
    TemplateEngine templateEngine() {
        return TemplateEngine.createPrecompiled(null, ContentType.Html, WebConfig.class.getClassLoader(), "kasane");
    }

    @Bean
    WebMvcConfigurer controllerConventions(org.springframework.beans.factory.ObjectProvider<ScreenWriter> screens) {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new ViewerArgument());
            }

            @Override
            public void addReturnValueHandlers(List<HandlerMethodReturnValueHandler> handlers) {
                handlers.add(new ScreenAnswer(screens));
            }
        };
    }

    /** {@code Viewer.Staff viewer} or {@code SignedIn me} as a parameter of a controller. */
    private static final class ViewerArgument implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Viewer.Staff.class || parameter.getParameterType() == SignedIn.class;
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                @org.jspecify.annotations.Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @org.jspecify.annotations.Nullable WebDataBinderFactory binders) {
            SignedIn me = ScreenWriter.signedIn();
            if (me == null) {
                throw new IllegalStateException("a page that needs a viewer is open to visitors");
            }
            return parameter.getParameterType() == SignedIn.class ? me : me.viewer();
        }
    }

    private record ScreenAnswer(org.springframework.beans.factory.ObjectProvider<ScreenWriter> screens)
            implements HandlerMethodReturnValueHandler {
        @Override
        public boolean supportsReturnType(MethodParameter type) {
            return type.getParameterType() == Screen.class;
        }

        @Override
        public void handleReturnValue(
                @org.jspecify.annotations.Nullable Object value,
                MethodParameter type,
                ModelAndViewContainer container,
                NativeWebRequest request)
                throws Exception {
            container.setRequestHandled(true);
            if (value instanceof Screen screen) {
                screens.getObject()
                        .write(
                                screen,
                                java.util.Objects.requireNonNull(
                                        request.getNativeRequest(jakarta.servlet.http.HttpServletRequest.class)),
                                java.util.Objects.requireNonNull(
                                        request.getNativeResponse(jakarta.servlet.http.HttpServletResponse.class)));
            }
        }
    }
}
