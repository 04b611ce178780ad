package org.glia.runtime.plugins;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/// What keeps the components of a bundle from working, if declarative services run here.
final class Components {

    private final BundleContext context;

    Components(BundleContext context) {
        this.context = context;
    }

    List<String> problems(Bundle bundle) {
        var reference = context.getServiceReference(ServiceComponentRuntime.class);
        var runtime = reference == null ? null : context.getService(reference);
        if (runtime == null) {
            return List.of();
        }
        try {
            var problems = new ArrayList<String>();
            for (var description : runtime.getComponentDescriptionDTOs(bundle)) {
                runtime.getComponentConfigurationDTOs(description).forEach(one -> problems.addAll(problems(description, one)));
            }
            return problems;
        } finally {
            context.ungetService(reference);
        }
    }

    private static List<String> problems(ComponentDescriptionDTO description, ComponentConfigurationDTO configuration) {
        var name = description.name.substring(description.name.lastIndexOf('.') + 1);
        return switch (configuration.state) {
            case ComponentConfigurationDTO.UNSATISFIED_REFERENCE -> Arrays.stream(configuration.unsatisfiedReferences)
                    .map(missing -> Arrays.stream(description.references).filter(one -> one.name.equals(missing.name)).findFirst()
                            .map(one -> one.interfaceName).orElse(missing.name))
                    .map(service -> "its part %s waits for a service %s, which nothing here offers: install the plug-in that does".formatted(name, service))
                    .toList();
            case ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION ->
                    List.of("its part %s waits for a configuration, and Glia has none to give: ask its author for defaults".formatted(name));
            case ComponentConfigurationDTO.FAILED_ACTIVATION -> List.of("its part %s cannot be made: %s; tell its author".formatted(name,
                    configuration.failure.lines().findFirst().orElse("it fails")));
            default -> List.of();
        };
    }
}
