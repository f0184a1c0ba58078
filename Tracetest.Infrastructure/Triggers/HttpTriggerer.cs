using Microsoft.Extensions.Options;
using Tracetest.Domain.Triggers;

namespace Tracetest.Infrastructure.Triggers;

/// <summary>Fires HTTP triggers. Thread-safe.</summary>
public sealed class HttpTriggerer : ITriggerer
{
    private readonly HttpTriggerOptions _options;
    private readonly TimeProvider _time;
    private readonly HttpTriggerFailures _failures;

    public HttpTriggerer(IOptions<HttpTriggerOptions> options, TriggerSurroundings surroundings, TimeProvider time)
    {
        _options = options.Value;
        _time = time;
        _failures = new HttpTriggerFailures(_options, surroundings);
    }

    public async Task<TriggerOutcome> FireAsync(Trigger trigger, TriggerContext context, CancellationToken cancellationToken)
    {
        var http = trigger as Trigger.Http ?? throw new ArgumentException($"A {trigger.TypeName} trigger is not fired by HTTP.", nameof(trigger));
        var (request, faults) = HttpTriggerRequest.Create(http, context);
        if (request is null)
        {
            return _failures.Invalid(faults);
        }

        using var timeout = new CancellationTokenSource(_options.TotalTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await FollowAsync(request, http.SslVerification, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return _failures.TotalTimeout(request.Url);
        }
    }

    private async Task<TriggerOutcome> FollowAsync(HttpTriggerRequest request, bool sslVerification, CancellationToken cancellationToken)
    {
        try
        {
            for (var redirects = 0; ; redirects++)
            {
                using var message = request.ToMessage();
                using var invoker = new HttpMessageInvoker(new SingleConnection(_options, _time).Handler(sslVerification));
                using var response = await invoker.SendAsync(message, cancellationToken);
                if (HttpRedirects.Next(request, response) is not { } next)
                {
                    return new TriggerOutcome.Responded(await HttpTriggerAnswer.ReadAsync(response, cancellationToken));
                }

                if (redirects == HttpRedirects.Most)
                {
                    return _failures.TooManyRedirects(request.Url);
                }

                request = next;
            }
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or InvalidDataException)
        {
            return _failures.Broken(request.Url, sslVerification, failure);
        }
    }
}
